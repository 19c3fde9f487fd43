import { expect, test } from "vitest";
import type { WireType } from "../../../provider/protocol/type-json.ts";
import { typeFromBytes, typeFromJson, typeToBytes } from "../../../provider/protocol/type-json.ts";

test.each<[WireType, string]>([
  ["string", '"string"'],
  ["dynamic", '"dynamic"'],
  [{ list: "number" }, '["list","number"]'],
  [{ set: { map: "bool" } }, '["set",["map","bool"]]'],
  [{ tuple: ["string", "bool"] }, '["tuple",["string","bool"]]'],
  [{ object: { a: "string", b: { list: "dynamic" } } }, '["object",{"a":"string","b":["list","dynamic"]}]'],
])("%j is written %s", (type, json) => {
  expect(Buffer.from(typeToBytes(type)).toString()).toBe(json);
  expect(typeFromBytes(Buffer.from(json))).toEqual(type);
});

test("the optional attributes of a type constraint are no part of the type", () => {
  expect(typeFromJson(["object", { a: "string" }, ["a"]])).toEqual({ object: { a: "string" } });
});

test.each(["text", 5, null, ["ring", "string"], {}])("%j is no type", (json) => {
  expect(() => typeFromJson(json)).toThrow(/type/);
});
