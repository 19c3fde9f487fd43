import { expect, test } from "vitest";
import type { Attribute } from "../../../provider/framework/attribute.ts";
import { createServer, type Definition } from "../../../provider/framework/create-server.ts";
import { error } from "../../../provider/framework/diagnostic.ts";
import type { Resource } from "../../../provider/framework/resource.ts";
import { type ObjectValue, UNKNOWN } from "../../../provider/framework/value.ts";
import { config, shop, type Warehouse, widget } from "./widget.ts";

const nothing = new Uint8Array();
const base = { version: 0, description: "", attributes: {} };

function server(definition: Partial<Definition<Warehouse>> = {}) {
  const client: Warehouse = { objects: new Map(), requests: [] };
  return createServer<Warehouse>({
    provider: { schema: base, configure: () => ({ client }) },
    ...definition,
  });
}

test("a type nobody offers is an error everywhere, and never a crash", async () => {
  const empty = server();
  const request = { prior: null, proposed: {}, planned: {}, config: {}, private: nothing };
  const answers = await Promise.all([
    empty.validateResource("x", {}, { writeOnlyAllowed: true }),
    empty.validateDataSource("constructor", {}),
    empty.validateEphemeral("__proto__", {}),
    empty.upgradeState("x", 0, {}),
    empty.read("x", {}, nothing),
    empty.plan("x", request),
    empty.apply("x", request),
    empty.importState("x", "id"),
    empty.readDataSource("x", {}),
    empty.openEphemeral("x", {}),
    empty.renewEphemeral("x", nothing),
    empty.closeEphemeral("x", nothing),
  ]);
  for (const { diagnostics } of answers) expect(diagnostics).toMatchObject([{ severity: "error" }]);
  expect(await empty.callFunction("x", [])).toEqual({ error: "This provider has no function x." });
});

test("without a client a handler is not called and the practitioner is told why; planning and validating go on", async () => {
  const unready = server({
    resources: [widget],
    provider: {
      schema: base,
      configure: ({ url }: ObjectValue) => (url === UNKNOWN ? {} : { client: fail() }),
    },
  });
  await unready.configure({ url: UNKNOWN }, { terraformVersion: "1.11.4" });
  const values = config({});
  const request = { prior: null, proposed: values, config: values, private: nothing };
  const { planned, diagnostics } = await unready.plan("shop_widget", request);
  expect(diagnostics).toEqual([]);
  expect(await unready.validateResource("shop_widget", values, { writeOnlyAllowed: true })).toEqual({
    diagnostics: [],
  });
  for (const { diagnostics: told } of [
    await unready.apply("shop_widget", { ...request, planned }),
    await unready.read("shop_widget", values, nothing),
    await unready.importState("shop_widget", "w1"),
  ]) {
    expect(told).toMatchObject([{ severity: "error", summary: "Provider not configured" }]);
  }
});

test("configure may fail by diagnostics or by throwing", async () => {
  const failing = (configure: () => { diagnostics: [ReturnType<typeof error>] }) =>
    server({ provider: { schema: base, configure } }).configure({}, { terraformVersion: "1.11.4" });
  expect(await failing(() => ({ diagnostics: [error("No url", "Say where.")] }))).toMatchObject({
    diagnostics: [{ summary: "No url" }],
  });
  expect(await failing(() => fail())).toMatchObject({
    diagnostics: [{ summary: "Cannot configure the provider" }],
  });
});

test("the author may explain what handlers throw", async () => {
  const explained = server({
    resources: [{ ...widget, read: () => fail() }],
    explain: (thrown) => (thrown instanceof RangeError ? [error("Out of range", "Come nearer.")] : undefined),
  });
  await explained.configure({}, { terraformVersion: "1.11.4" });
  expect((await explained.read("shop_widget", config({}), nothing)).diagnostics).toEqual([
    error("Out of range", "Come nearer."),
  ]);
});

test("a mistake in a handler is shown with where it is, and what a server or network does is not", async () => {
  const told = async (thrown: Error): Promise<string> => {
    const read = (): never => {
      throw thrown;
    };
    const broken = server({ resources: [{ ...widget, read }] });
    await broken.configure({}, { terraformVersion: "1.11.4" });
    return (await broken.read("shop_widget", config({}), nothing)).diagnostics[0]?.detail ?? "";
  };
  const mistake = await told(new TypeError("x is not a function"));
  expect(mistake).toMatch(
    /^x is not a function\n\nThis is a bug in the provider[\s\S]*create-server\.test\.ts:\d+/,
  );
  expect(await told(new TypeError("fetch failed", { cause: new Error("refused") }))).toBe(
    "fetch failed: refused",
  );
  expect(await told(new Error("no such widget"))).toBe("no such widget");
});

test("the schema tells of everything offered, by name", async () => {
  const { server: offered } = await shop();
  expect(offered.schema()).toMatchObject({
    provider: { version: 0 },
    resources: { shop_widget: widget.schema },
  });
});

test("a definition that contradicts itself does not start", () => {
  const one = (attribute: Partial<Attribute>): (() => unknown) => {
    const attributes = { it: { type: "string", description: "", ...attribute } as Attribute };
    return () => server({ resources: [{ ...widget, schema: { ...base, attributes } }] });
  };
  const fixed = Object.fromEntries(Object.entries(widget).filter(([name]) => name !== "update"));
  expect(one({})).toThrow("shop_widget.it: exactly one of required");
  expect(one({ required: true, computed: true })).toThrow("exactly one of required");
  expect(one({ optional: true, default: "a" })).toThrow("a default needs optional and computed");
  expect(one({ optional: true, keepPrior: true })).toThrow("keepPrior needs computed");
  expect(one({ computed: true, writeOnly: true })).toThrow("write-only cannot be computed");
  expect(one({ optional: true, type: SET_OF_SECRETS })).toThrow("no write-only within a set");
  expect(() => server({ resources: [widget, widget] })).toThrow("Defined twice: shop_widget");
  expect(() => server({ resources: [fixed as unknown as Resource<Warehouse>] })).toThrow(
    "without update, these need requiresReplace",
  );
  const exactlyOneOf = [["nothing"]];
  expect(() => server({ provider: { schema: { ...base, exactlyOneOf }, configure: () => ({}) } })).toThrow(
    "no attribute",
  );
});

const SET_OF_SECRETS: Attribute["type"] = {
  nesting: "set",
  attributes: { text: { type: "string", description: "", optional: true, writeOnly: true } },
};

function fail(): never {
  throw new RangeError("far away");
}
