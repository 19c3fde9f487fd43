import { expect, test } from "vitest";
import type { Attribute, Nested } from "../../../provider/framework/attribute.ts";
import { pathText } from "../../../provider/framework/path.ts";
import { replacements } from "../../../provider/framework/replacement.ts";
import { UNKNOWN, type Value } from "../../../provider/framework/value.ts";

const base = { type: "string", description: "", optional: true } as const;

function forced(nesting: Nested["nesting"], prior: Value, planned: Value): readonly string[] {
  const inner = { fixed: { ...base, requiresReplace: true }, free: base };
  const it: Attribute = { type: { nesting, attributes: inner }, description: "", optional: true };
  return replacements({ it }, { prior: { it: prior }, planned: { it: planned } }).map(pathText);
}

const one = (fixed: Value, free: Value = null): Value => ({ fixed, free });

test("an immutable attribute of a nested object forces replacement at its own path", () => {
  expect(forced("single", one("a"), one("b"))).toEqual(["it.fixed"]);
  expect(forced("list", [one("a"), one("b")], [one("a"), one(UNKNOWN)])).toEqual(["it[1].fixed"]);
  expect(forced("map", { k: one("a") }, { k: one("b") })).toEqual(['it["k"].fixed']);
});

test("its changeable neighbour does not", () => {
  expect(forced("single", one("a", "x"), one("a", "y"))).toEqual([]);
  expect(forced("list", [one("a", "x")], [one("a", "y")])).toEqual([]);
});

test("elements that come, go, or are not known force replacement at the collection", () => {
  expect(forced("single", one("a"), null)).toEqual(["it"]);
  expect(forced("list", [one("a")], [one("a"), one("b")])).toEqual(["it"]);
  expect(forced("list", [one("a")], [UNKNOWN])).toEqual(["it[0]"]);
  expect(forced("map", { k: one("a") }, { other: one("a") })).toEqual(["it"]);
  expect(forced("map", { k: one("a") }, UNKNOWN)).toEqual(["it"]);
});
