import { expect, test } from "vitest";
import { error } from "../../../provider/framework/diagnostic.ts";
import { encodePrivate } from "../../../provider/framework/private-data.ts";
import { proposedNew } from "./terraform.ts";
import { attributes, config, shop, widget } from "./widget.ts";

const failure = error("Server failed", "It caught fire.");
const nothing = new Uint8Array();

async function created(shopped: Awaited<ReturnType<typeof shop>>, values = config({})) {
  const request = {
    prior: null,
    proposed: proposedNew(attributes, null, values),
    config: values,
    private: nothing,
  };
  const { planned } = await shopped.server.plan("shop_widget", request);
  return await shopped.server.apply("shop_widget", { ...request, planned });
}

test("a create that fails half-way keeps what was made, for Terraform to taint", async () => {
  const shopped = await shop({ ...widget, create: () => ({ state: { id: "w9" }, diagnostics: [failure] }) });
  const { state, diagnostics } = await created(shopped);
  expect(state).toMatchObject({ id: "w9", name: "gate", secret: null });
  expect(diagnostics).toEqual([failure]);
});

test("a create that fails keeps nothing", async () => {
  const { state, diagnostics } = await created(
    await shop({ ...widget, create: () => ({ diagnostics: [failure] }) }),
  );
  expect({ state, diagnostics }).toEqual({ state: null, diagnostics: [failure] });
});

test("a create that says nothing at all is an error", async () => {
  const { state, diagnostics } = await created(await shop({ ...widget, create: () => ({}) }));
  expect(state).toBeNull();
  expect(diagnostics).toMatchObject([{ severity: "error", summary: "Cannot create shop_widget" }]);
});

test("an update that fails keeps the prior state, or what it says was achieved", async () => {
  for (const [state, description] of [
    [undefined, "old"],
    [{ description: "half" }, "half"],
  ] as const) {
    const shopped = await shop({
      ...widget,
      update: () => ({ ...(state && { state }), diagnostics: [failure] }),
    });
    await shopped.terraform.apply(config({ description: "old" }));
    await expect(shopped.terraform.apply(config({ description: "new", name: "door" }))).rejects.toThrow(
      "caught fire",
    );
    expect(shopped.terraform.state).toMatchObject({ id: "w1", name: "gate", description });
  }
});

test("a delete that fails keeps the state", async () => {
  const shopped = await shop({ ...widget, delete: () => ({ diagnostics: [failure] }) });
  await shopped.terraform.apply(config({}));
  await expect(shopped.terraform.apply(null)).rejects.toThrow("caught fire");
  expect(shopped.terraform.state).toMatchObject({ id: "w1" });
});

test("an update is told what changed: null for what was removed, nothing for what stayed or is not known", async () => {
  const { terraform, warehouse } = await shop();
  await terraform.apply(
    config({ description: "old", max_age: "60m", labels: { a: "1", b: "2" }, addresses: ["a", "b"] }),
  );
  await terraform.apply(config({ max_age: "3600s", labels: { a: "1" }, addresses: ["b", "a"] }));
  expect(warehouse.requests.at(-1)).toEqual({
    method: "update",
    body: { description: null, labels: { a: "1" } },
  });
});

test("a create is given what is planned, without what nobody knows yet, and write-only values in config alone", async () => {
  const { terraform, warehouse } = await shop();
  await terraform.apply(config({ password: "hush", steps: [{ wait: "1m", places: null, number: null }] }));
  const { body } = warehouse.requests[0]!;
  expect(body).toMatchObject({ mode: "full", password: "hush", steps: [{ wait: "1m", places: null }] });
  expect(Object.keys(body)).not.toContain("secret");
  expect(JSON.stringify(terraform.state)).not.toContain("hush");
});

test("what the schema does not name is dropped from a reply", async () => {
  const { terraform } = await shop();
  expect(Object.keys((await terraform.apply(config({})))!).toSorted()).toEqual(
    Object.keys(attributes).toSorted(),
  );
});

test("a reply that leaves an attribute out keeps its planned value, and its prior one in an update", async () => {
  const { terraform } = await shop();
  await terraform.apply(config({}));
  await terraform.apply(config({ description: "new" }));
  expect(terraform.state).toMatchObject({ secret: "secret of w1" });
});

test("another value than planned is an error at its path, without the value", async () => {
  const shopped = await shop({
    ...widget,
    create: () => ({ state: { ...MADE, labels: { team: "hidden" } } }),
  });
  const { diagnostics } = await created(shopped, config({ labels: { team: "a" } }));
  expect(diagnostics).toMatchObject([
    { summary: "Another value than planned", path: [{ attribute: "labels" }, { key: "team" }] },
  ]);
  expect(JSON.stringify(diagnostics)).not.toContain("hidden");
});

test("a computed value that nobody resolved is an error at its path", async () => {
  const { secret: _, ...rest } = MADE;
  const { state, diagnostics } = await created(await shop({ ...widget, create: () => ({ state: rest }) }));
  expect(diagnostics).toMatchObject([{ summary: "Value still unknown", path: [{ attribute: "secret" }] }]);
  expect(state).toMatchObject({ id: "w1", secret: null });
});

test("a reply of another type than the schema's is an error that names the attribute", async () => {
  const wrong = await created(await shop({ ...widget, create: () => ({ state: { ...MADE, project: 7 } }) }));
  expect(wrong.diagnostics).toMatchObject([
    { detail: "project should be a string, and is a value of type number." },
  ]);
});

test("a thrown error is one diagnostic with its causes", async () => {
  const create = () => {
    throw new Error("fetch failed", { cause: new Error("connect ECONNREFUSED") });
  };
  const { state, diagnostics } = await created(await shop({ ...widget, create }));
  expect(state).toBeNull();
  expect(diagnostics).toEqual([error("Cannot create shop_widget", "fetch failed: connect ECONNREFUSED")]);
});

test("a handler that stops on Ctrl-C is an interruption, not a failure, and the next request has a fresh signal", async () => {
  const signals: AbortSignal[] = [];
  const shopped = await shop({
    ...widget,
    async create(_, { signal }) {
      signals.push(signal);
      shopped.server.stop();
      return await Promise.reject(signal.reason as Error);
    },
  });
  const { diagnostics } = await created(shopped);
  expect(diagnostics).toMatchObject([{ severity: "error", summary: "Interrupted" }]);
  await created(shopped);
  expect(signals[1]).not.toBe(signals[0]);
});

test("private data goes through apply unless the handler sets it", async () => {
  const kept = encodePrivate({ a: 1 });
  for (const [reply, expected] of [
    [{}, kept],
    [{ private: { b: 2 } }, encodePrivate({ b: 2 })],
  ] as const) {
    const { server } = await shop({ ...widget, create: () => ({ state: MADE, ...reply }) });
    const request = { prior: null, planned: config({}), config: config({}), private: kept };
    expect((await server.apply("shop_widget", request)).private).toEqual(expected);
  }
});

const MADE = {
  id: "w1",
  project: "main",
  secret: "s",
  state: "active",
  rotated_at: null,
  created_at: "then",
  updated_at: "then",
};
