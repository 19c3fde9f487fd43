import * as z from "zod";
import { expect, test } from "vitest";
import type { Attribute, Attributes, Nested } from "../../../provider/framework/attribute.ts";
import { fromZod } from "../../../provider/framework/from-zod.ts";
import { UNKNOWN } from "../../../provider/framework/value.ts";

const input = z.object({
  name: z.string().min(2, "must have two characters").describe("What it is called."),
  size: z.number().int().nullable(),
  on: z.boolean().nullable(),
  color: z.enum(["red", "blue"]),
  tags: z.array(z.string().max(3, "must be short")).max(2, "must be few"),
  ports: z.array(z.number()).meta({ uniqueItems: true }),
  labels: z.record(z.string().regex(/^a/, "must begin with a"), z.string()).nullable(),
  steps: z.array(z.object({ wait: z.string(), times: z.number().nullable() })),
  place: z.object({ city: z.string() }).nullable(),
});
const output = z.object({ id: z.string(), used: z.array(z.object({ at: z.string() })) });

const attributes = fromZod({ input, output }, { name: { requiresReplace: true }, id: { keepPrior: true } });
const one = (name: string, of: Attributes = attributes): Attribute => of[name]!;

test("schemas tell types, who sets them, and what they are for", () => {
  const told = Object.entries(attributes).map(([name, { type, required, optional, computed }]) => {
    const kind = typeof type === "object" && "nesting" in type ? type.nesting : type;
    return [name, kind, required ? "required" : optional ? "optional" : computed ? "computed" : ""];
  });
  expect(told).toEqual([
    ["id", "string", "computed"],
    ["used", "list", "computed"],
    ["name", "string", "required"],
    ["size", "number", "optional"],
    ["on", "bool", "optional"],
    ["color", "string", "required"],
    ["tags", { list: "string" }, "required"],
    ["ports", { set: "number" }, "required"],
    ["labels", { map: "string" }, "optional"],
    ["steps", "list", "required"],
    ["place", "single", "optional"],
  ]);
  expect(one("name")).toMatchObject({ description: "What it is called.", requiresReplace: true });
  expect(one("id").keepPrior).toBe(true);
  const { attributes: step } = one("steps").type as Nested;
  expect([one("wait", step).required, one("times", step).optional]).toEqual([true, true]);
  const { attributes: use } = one("used").type as Nested;
  expect(one("at", use)).toMatchObject({ computed: true });
});

test("values are judged by zod, collections as a whole and by their elements, what is unknown not at all", () => {
  expect(one("name").validate?.("a")).toBe("Must have two characters.");
  expect(one("name").validate?.("ab")).toBeUndefined();
  expect(one("tags").validate?.("long")).toBe("Must be short.");
  expect(one("tags").validateCollection?.(["long", "a"])).toBeUndefined();
  expect(one("tags").validateCollection?.(["a", "b", "c"])).toBe("Must be few.");
  expect(one("tags").validateCollection?.(["a", "b", UNKNOWN])).toBeUndefined();
  expect(one("labels").validateCollection?.({ b: "x" })).toContain("begin with a");
  expect(one("size").validate?.(1.5)).toMatch(/\.$/);
});

test("what stands for no attribute, or names none, is an author's mistake", () => {
  expect(() => fromZod({ input: z.object({ at: z.date() }) })).toThrow("No attribute can hold a date.");
  expect(() => fromZod({ input }, { nane: { sensitive: true } })).toThrow("No schema has a nane.");
});
