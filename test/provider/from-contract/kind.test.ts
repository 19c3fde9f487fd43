import * as z from "zod";
import { expect, test } from "vitest";
import { kindOf } from "../../../provider/from-contract/kind.ts";
import { UNKNOWN } from "../../../provider/framework/value.ts";
import { duration, instant, labels, setOf } from "../../../server/contract/text.ts";

test("texts that mean the same are equivalent, and others are not", () => {
  const age = kindOf(duration.nullable(), "input").equivalent;
  expect(age?.("36h", "P1DT12H")).toBe(true);
  expect(age?.("36h", "37h")).toBe(false);
  expect(age?.("soon", "soon-ish")).toBe(false);
  const end = kindOf(instant, "input").equivalent;
  expect(end?.("2030-01-01T00:00:00Z", "2030-01-01T01:00:00.000+01:00")).toBe(true);
  expect(end?.("2030-01-01T00:00:00Z", "2030-01-01T00:00:01Z")).toBe(false);
  expect(kindOf(z.string(), "input").equivalent).toBeUndefined();
});

test("a collection and its elements are each judged for themselves, what is unknown not at all", () => {
  const set = kindOf(setOf(z.string().regex(/^a/, "must begin with a"), 2), "input");
  expect(set.type).toEqual({ set: "string" });
  expect(set.validate?.("b")).toBe("Must begin with a.");
  expect(set.validate?.("ab")).toBeUndefined();
  expect(set.validateCollection?.(["b"])).toBeUndefined();
  expect(set.validateCollection?.([])).toMatch(/^Must not be empty/);
  expect(set.validateCollection?.(["a", "ab", "ac"])).toBe("Must have at most 2 entries.");
  expect(set.validateCollection?.(["a", "ab", "ac", UNKNOWN])).toBeUndefined();

  const map = kindOf(labels, "input");
  expect(map.type).toEqual({ map: "string" });
  expect(map.validateCollection?.({ "a b": "x" })).toMatch(/^Must have a key of 1 to 63/);
  expect(map.validateCollection?.({ ok: "x".repeat(256) })).toBeUndefined();
  expect(map.validate?.("x".repeat(256))).toBe("Must have 0 to 255 characters.");
});

test("a schema no attribute can hold is an author's mistake", () => {
  expect(() => kindOf(z.date(), "input")).toThrow("No attribute can hold a date.");
});
