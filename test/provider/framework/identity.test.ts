import { expect, test } from "vitest";
import type { Identity } from "../../../provider/framework/identity.ts";
import type { Resource } from "../../../provider/framework/resource.ts";
import { shop, type Warehouse, type Widget, widget } from "./widget.ts";

const identity: Identity = {
  version: 2,
  attributes: {
    id: { type: "string", description: "Its name for ever." },
    owner: { type: "string", description: "Who has it." },
  },
  importId: ({ id }) => String(id as string),
  upgraders: {
    0: ({ key }) => ({ id: key ?? null }),
    1: (old) => ({ ...old, owner: "ann" }),
  },
};
const known: Resource<Warehouse, Widget> = { ...widget, identity };

test("an identity of an older version goes through every upgrader after it", async () => {
  const { server } = await shop(known);
  for (const [version, stored] of [
    [0, { key: "w1" }],
    [1, { id: "w1" }],
    [2, { id: "w1", owner: "ann" }],
  ] as const) {
    expect(await server.upgradeIdentity("shop_widget", version, stored)).toEqual({
      identity: { id: "w1", owner: "ann" },
      diagnostics: [],
    });
  }
  const newer = await server.upgradeIdentity("shop_widget", 3, {});
  expect(newer.diagnostics).toMatchObject([{ detail: expect.stringContaining("newer release") }]);
});

test("an import by identity is one by the id the resource makes of it", async () => {
  const { server } = await shop(known);
  expect(await server.importByIdentity("shop_widget", { id: "w1", owner: "ann" })).toMatchObject({
    state: { id: "w1", name: null },
    diagnostics: [],
  });
  const refused = await server.importByIdentity("shop_widget", { id: "x" });
  expect(refused).toMatchObject({ state: null, diagnostics: [{ summary: "Bad id" }] });
  const { server: without } = await shop();
  expect(await without.importByIdentity("shop_widget", { id: "w1" })).toMatchObject({
    diagnostics: [{ detail: "A shop_widget is imported by its id." }],
  });
});

test("an identity of what may change, or is no attribute, does not start", async () => {
  for (const name of ["name", "nothing"]) {
    const attributes = { [name]: { type: "string" as const, description: "" } };
    await expect(shop({ ...known, identity: { ...identity, attributes } })).rejects.toThrow(
      `shop_widget: ${name} of its identity is no attribute that stays as it is.`,
    );
  }
});

test("a state of the same type is moved from another provider as if it had been here ever since", async () => {
  const upgraders = { 0: ({ title }: { readonly title?: unknown }) => ({ id: "w1", name: String(title) }) };
  const { server } = await shop({ ...widget, schema: { ...widget.schema, version: 1 }, upgraders });
  const source = { provider: "registry.example.org/other/shop", type: "shop_widget", version: 0 };
  expect(await server.moveState("shop_widget", { ...source, state: { title: "gate" } })).toMatchObject({
    state: { id: "w1", name: "gate", owner: null },
    diagnostics: [],
  });
});

test("a state of another type is moved where the resource says how, and else refused with the import to write", async () => {
  const source = {
    provider: "registry.example.org/a/mill",
    type: "mill_wheel",
    version: 3,
    state: { id: "7" },
  };
  const { server } = await shop({
    ...widget,
    moveState: ({ type, state }) =>
      type === "mill_wheel" ? { id: `w${String(state["id"] as string)}`, size: 3 } : undefined,
  } as Resource<Warehouse>);
  expect(await server.moveState("shop_widget", source)).toMatchObject({
    state: { id: "w7" },
    diagnostics: [],
  });
  const { state, diagnostics } = await server.moveState("shop_widget", { ...source, type: "mill_stone" });
  expect(state).toBeNull();
  expect(diagnostics).toMatchObject([{ summary: "A mill_stone cannot become a shop_widget" }]);
  const { server: silent } = await shop({ ...widget, importHint: "its number" });
  const [refused] = (await silent.moveState("shop_widget", source)).diagnostics;
  expect(refused?.detail).toContain('import {\n    to = shop_widget.NAME\n    id = "ID"\n  }');
  expect(refused?.detail).toContain("where ID is its number.");
  expect(refused?.detail).toContain("(the first is from registry.example.org/a/mill)");
});
