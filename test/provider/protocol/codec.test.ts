import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, encode } from "../../../provider/protocol/codec.ts";
import { messages } from "../../../provider/protocol/messages/all.ts";
import type { MessageName } from "../../../provider/protocol/messages/types.ts";
import type { FactField } from "./facts.ts";
import { readFacts } from "./facts.ts";
import { buildOracle } from "./oracle.ts";

const facts = readFacts();
const oracle = buildOracle(facts);

/** Examples of a message as ours takes one; of a oneof at most one member is there. */
function example(name: string, depth = 0): fc.Arbitrary<Record<string, unknown>> {
  const fields = facts.messages.get(name) ?? [];
  const members = fields
    .filter(({ cardinality }) => cardinality.startsWith("oneof"))
    .map((field) => field.name);
  const parts = Object.fromEntries(fields.map((field) => [field.name, exampleOf(field, depth)]));
  const chosen = members.length ? fc.constantFrom(...members) : fc.constant("");
  return fc.tuple(fc.record(parts, { requiredKeys: [] }), chosen).map(([value, member]) => {
    const kept = Object.entries(value).filter(([field]) => field === member || !members.includes(field));
    return Object.fromEntries(kept);
  });
}

const text = fc
  .oneof(fc.string({ unit: "binary" }), fc.string({ maxLength: 300 }))
  .filter((s) => s.isWellFormed());
const key = fc.oneof(text, fc.constantFrom("__proto__", "constructor", ""));

function exampleOf({ type, cardinality }: FactField, depth: number): fc.Arbitrary<unknown> {
  const single = exampleOfType(type, depth + 1);
  // The schema's blocks and attributes nest without end.
  const maxLength = depth > 2 ? 0 : 3;
  if (cardinality === "repeated") return fc.array(single, { maxLength });
  if (cardinality !== "map") return single;
  return fc.array(fc.tuple(key, single), { maxLength }).map((entries) => Object.fromEntries(entries));
}

function exampleOfType(type: string, depth: number): fc.Arbitrary<unknown> {
  const values = facts.enums.get(type);
  if (values) return fc.oneof(fc.constantFrom(...values.values()), fc.nat());
  switch (type) {
    case "string":
      return text;
    case "bytes":
      return fc.uint8Array();
    case "bool":
      return fc.boolean();
    case "int32":
      return fc.maxSafeInteger().map((number) => number | 0);
    case "int64":
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    default:
      return depth > 4 ? fc.constant({}) : fc.constant(null).chain(() => example(type, depth));
  }
}

/** The value as protobufjs takes it. */
function forOracle(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(forOracle);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, forOracle(item)]));
}

/** What either codec read, in one form: bytes as hex, numbers as text, what is absent or zero without presence left out. */
function normal(value: unknown, name: string): unknown {
  const fields = facts.messages.get(name) ?? [];
  const from = Object(value);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const normalised = normalField(Object.hasOwn(from, field.name) ? from[field.name] : undefined, field);
      return normalised === undefined ? [] : [[field.name, normalised]];
    }),
  );
}

function normalField(value: unknown, { type, cardinality }: FactField): unknown {
  if (value === undefined || value === null) return undefined;
  if (cardinality === "repeated") {
    const items = (value as unknown[]).map((item) => normalSingle(item, type));
    return items.length ? items : undefined;
  }
  if (cardinality === "map") {
    const entries = Object.entries(value).map(([entry, item]) => [`key ${entry}`, normalSingle(item, type)]);
    return entries.length ? Object.fromEntries(entries) : undefined;
  }
  const single = normalSingle(value, type);
  const implicit = cardinality === "" && !facts.messages.has(type);
  return implicit && ["0", "", "false"].includes(String(single)) ? undefined : single;
}

function normalSingle(value: unknown, type: string): unknown {
  if (facts.messages.has(type)) return normal(value, type);
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : String(value);
}

const names = (Object.keys(messages) as MessageName[]).map((name) => {
  const full = name.startsWith("google.") ? name : `tfplugin6.${name}`;
  return { name, full, type: oracle.lookupType(full) };
});

describe.each(names)("$full", ({ name, full, type }) => {
  test("is read as protobufjs wrote it", () => {
    fc.assert(
      fc.property(example(full), (value) => {
        const bytes = type.encode(type.fromObject(Object(forOracle(value)))).finish();
        expect(normal(decode(name, bytes), full)).toEqual(normal(value, full));
      }),
      { numRuns: 30 },
    );
  });

  test("is written so that protobufjs reads it", () => {
    fc.assert(
      fc.property(example(full), (value) => {
        expect(normal(type.decode(encode(name, value)), full)).toEqual(normal(value, full));
      }),
      { numRuns: 30 },
    );
  });
});
