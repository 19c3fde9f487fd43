import { expect, test } from "vitest";
import { Decimal } from "../../../provider/framework/value.ts";
import { parseStateJson, valueFromJson } from "../../../provider/protocol/state-json.ts";
import type { WireType } from "../../../provider/protocol/type-json.ts";

const parse = (json: string) => parseStateJson(Buffer.from(json));

test("no digit of a number in a state is lost", () => {
  expect(
    parse('{"a": 12345678901234567890, "b": [0.12345678901234567891, 1e30], "c": 0.1, "d": -7}'),
  ).toEqual({
    a: 12345678901234567890n,
    b: [new Decimal("0.12345678901234567891"), 10n ** 30n],
    c: 0.1,
    d: -7,
  });
});

test("text that looks like a number stays text", () => {
  expect(parse('{"a": "12345678901234567890"}')).toEqual({ a: "12345678901234567890" });
});

test("a key named __proto__ is a key", () => {
  expect(Object.entries(Object(parse('{"labels": {"__proto__": "x"}}')).labels)).toEqual([
    ["__proto__", "x"],
  ]);
});

test.each<[string, WireType, string, unknown]>([
  ["an object, filled up", { object: { a: "string", b: "number" } }, '{"a": "x"}', { a: "x", b: null }],
  ["attributes the type lacks, dropped", { object: { a: "string" } }, '{"a": "x", "z": 1}', { a: "x" }],
  ["a map of lists", { map: { list: "bool" } }, '{"k": [true, null]}', { k: [true, null] }],
  ["a set", { set: "number" }, "[2, 1]", [2, 1]],
  ["a tuple", { tuple: ["string", "number"] }, '["a", 1]', ["a", 1]],
  ["a number kept as text", "number", '"12345678901234567890"', 12345678901234567890n],
  ["dynamic", "dynamic", '{"type": ["list", "string"], "value": ["a"]}', ["a"]],
])("JSON becomes a value of its type: %s", (...[, type, json, value]) => {
  expect(valueFromJson(type, parse(json))).toEqual(value);
});

test.each<[WireType, string]>([
  ["string", "1"],
  ["bool", '"true"'],
  [{ list: "string" }, "{}"],
  [{ map: "string" }, "[]"],
  [{ object: {} }, '"x"'],
])("JSON of another type than %j is refused", (type, json) => {
  expect(() => valueFromJson(type, parse(json))).toThrow(TypeError);
});
