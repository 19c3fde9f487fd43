import { expect, test } from "vitest";
import { error } from "../../../provider/framework/diagnostic.ts";
import { encodePrivate } from "../../../provider/framework/private-data.ts";
import { config, shop, widget } from "./widget.ts";

test("an object that is gone drops out of state and is planned anew", async () => {
  const { terraform, warehouse } = await shop();
  await terraform.apply(config({}));
  warehouse.objects.clear();
  expect(await terraform.plan(config({}))).toMatchObject({ action: "create" });
  expect(terraform.state).toBeNull();
});

test("what a reply leaves out stays in state, such as a secret shown once", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({}));
  await terraform.refresh();
  expect(terraform.state).toMatchObject({ secret: "secret of w1" });
});

test("a read that fails keeps the state and the private data", async () => {
  const failure = error("Server failed", "It caught fire.");
  const kept = encodePrivate({ a: 1 });
  const failing = [
    () => ({ diagnostics: [failure] }),
    () => {
      throw new Error("caught fire");
    },
  ];
  for (const read of failing) {
    const { server } = await shop({ ...widget, read });
    const result = await server.read("shop_widget", config({ name: "kept" }), kept);
    expect(result).toMatchObject({
      state: { name: "kept" },
      private: kept,
      diagnostics: [{ severity: "error" }],
    });
  }
});

test("private data is handed to the handler and may be replaced by it", async () => {
  const { server } = await shop({
    ...widget,
    read: (state, context) => ({ state, private: { count: Number(context.private["count"]) + 1 } }),
  });
  const result = await server.read("shop_widget", config({}), encodePrivate({ count: 1 }));
  expect(result.private).toEqual(encodePrivate({ count: 2 }));
});

test("private data that is not ours is an error, not a crash", async () => {
  const { server } = await shop();
  const result = await server.read("shop_widget", config({}), new TextEncoder().encode("not json"));
  expect(result.diagnostics).toMatchObject([{ summary: "Cannot read shop_widget" }]);
});

test("an import is a stub that the next read fills in", async () => {
  const { terraform, server } = await shop();
  await terraform.apply(config({ name: "door", max_age: "1m" }));
  expect((await server.importState("shop_widget", "w1")).state).toMatchObject({ id: "w1", name: null });
  await terraform.import("w1");
  expect(terraform.state).toMatchObject({ id: "w1", name: "door", secret: null });
});

test("a malformed import id is told apart from one that names nothing", async () => {
  const { server } = await shop();
  expect((await server.importState("shop_widget", "x")).diagnostics).toMatchObject([{ summary: "Bad id" }]);
  const empty = await shop({ ...widget, importState: () => ({ state: null }) });
  expect(await empty.server.importState("shop_widget", "w7")).toMatchObject({
    state: null,
    diagnostics: [{ summary: "Nothing to import", detail: 'There is no shop_widget "w7".' }],
  });
});
