import { expect, test } from "vitest";
import { pairUp, same } from "../../../provider/framework/equality.ts";
import { settle } from "../../../provider/framework/settle.ts";
import { shapeOf, shapeOfType } from "../../../provider/framework/shape.ts";
import type { Type } from "../../../provider/framework/type.ts";
import { Decimal, UNKNOWN, type Value } from "../../../provider/framework/value.ts";

const equal = (type: Type, a: Value, b: Value): boolean => {
  const there = same(shapeOfType(type), a, b);
  expect(same(shapeOfType(type), b, a)).toBe(there);
  return there;
};

test("numbers are equal by their value, whatever holds them", () => {
  expect(equal("number", 0.1, new Decimal("0.1"))).toBe(true);
  expect(equal("number", 12345678901234567890n, 12345678901234567890n)).toBe(true);
  expect(equal("number", 12345678901234567890n, 12345678901234567891n)).toBe(false);
  expect(equal("number", 1, 2)).toBe(false);
});

test("unknown equals only unknown, null only null, and an empty collection is not null", () => {
  expect(equal("string", UNKNOWN, UNKNOWN)).toBe(true);
  expect(equal("string", UNKNOWN, "")).toBe(false);
  expect(equal("string", null, "")).toBe(false);
  expect(equal({ set: "string" }, null, [])).toBe(false);
  expect(equal({ map: "string" }, UNKNOWN, {})).toBe(false);
});

test("maps are equal by their own keys, not by what every object inherits", () => {
  expect(equal({ map: "string" }, { constructor: "a" }, { toString: "a" })).toBe(false);
  expect(equal({ map: "string" }, { a: "1", b: "2" }, { b: "2", a: "1" })).toBe(true);
  expect(equal({ map: "string" }, { a: null }, { b: null })).toBe(false);
});

test("sets count how often an element is there", () => {
  expect(equal({ set: "string" }, ["a", "a", "b"], ["a", "b", "b"])).toBe(false);
  expect(equal({ set: { list: "number" } }, [[1, 2], [3]], [[3], [1, 2]])).toBe(true);
});

test("values of a dynamic type are compared in depth", () => {
  expect(equal("dynamic", { a: [1, { b: true }] }, { a: [1, { b: true }] })).toBe(true);
  expect(equal("dynamic", { a: [1, { b: true }] }, { a: [1, { b: false }] })).toBe(false);
  expect(equal("dynamic", "1", 1)).toBe(false);
  expect(equal("dynamic", [], {})).toBe(false);
});

test("an equivalence is asked about known values only", () => {
  const shape = shapeOfType("string", () => true);
  expect(same(shape, "a", "b")).toBe(true);
  expect(same(shape, "a", null)).toBe(false);
  expect(same(shape, UNKNOWN, "a")).toBe(false);
});

test("pairs use every element once", () => {
  expect(pairUp([1, 2], [2, 1], Object.is)).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(pairUp([1, 1], [1, 2], Object.is)).toBeNull();
});

test("an element of a set that is partly unknown does not take the place of one that is wholly known", () => {
  const element = shapeOf({
    name: { type: "string", description: "", required: true },
    mode: { type: "string", description: "", optional: true, computed: true },
  });
  const planned: Value[] = [
    { name: "a", mode: UNKNOWN },
    { name: "a", mode: "full" },
  ];
  const actual = [
    { name: "a", mode: "full" },
    { name: "a", mode: "half" },
  ];
  const strays: [] = [];
  expect(settle({ kind: "set", element }, { planned, actual, path: [], strays })).toEqual(actual);
  expect(strays).toEqual([]);
});
