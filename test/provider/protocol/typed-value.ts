import fc from "fast-check";
import type { Value } from "../../../provider/framework/value.ts";
import { Decimal, UNKNOWN } from "../../../provider/framework/value.ts";
import type { WireType } from "../../../provider/protocol/type-json.ts";

const name = fc.oneof(
  fc.constantFrom("id", "name", "constructor"),
  fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
);
const text = fc
  .oneof(fc.string(), fc.string({ unit: "grapheme" }))
  .filter((string) => string.isWellFormed())
  .map((string) => string.normalize("NFC"));
const key = fc.oneof(text, fc.constantFrom("__proto__", "constructor"));

const number: fc.Arbitrary<Value> = fc.oneof(
  fc.maxSafeInteger().map((n) => n + 0),
  fc.double({ noNaN: true }).filter((n) => !Number.isInteger(n)),
  fc.bigInt().filter((n) => !Number.isSafeInteger(Number(n))),
  fc.stringMatching(/^0\.[1-9]{25}$/).map((digits) => new Decimal(digits)),
);

function valueOf(type: WireType): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(null, UNKNOWN) },
    { weight: 8, arbitrary: knownOf(type) },
  );
}

function knownOf(type: WireType): fc.Arbitrary<Value> {
  if (type === "string") return text;
  if (type === "number") return number;
  if (type === "bool" || typeof type === "string") return fc.boolean();
  if ("list" in type) return fc.array(valueOf(type.list), { maxLength: 5 });
  if ("set" in type) return fc.array(valueOf(type.set), { maxLength: 5 });
  if ("tuple" in type) return fc.tuple(...type.tuple.map(valueOf));
  if ("map" in type) {
    return fc
      .uniqueArray(fc.tuple(key, valueOf(type.map)), { selector: ([entry]) => entry, maxLength: 5 })
      .map((entries) => Object.fromEntries(entries));
  }
  const attributes = Object.entries(type.object).map(([attribute, of]) =>
    valueOf(of).map((value) => [attribute, value] as const),
  );
  return fc.tuple(...attributes).map((entries) => Object.fromEntries(entries));
}

const { type } = fc.letrec<{ type: WireType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<WireType>("string", "number", "bool"),
    fc.record({ list: tie("type") }),
    fc.record({ set: tie("type") }),
    fc.record({ map: tie("type") }),
    fc.record({ tuple: fc.array(tie("type"), { maxLength: 4 }) }),
    fc.record({ object: fc.dictionary(name, tie("type"), { maxKeys: 4 }) }),
  ),
}));

/** A type and a value of it: nulls and unknowns anywhere, numbers of every size, keys that are names of methods. */
export const typedValue: fc.Arbitrary<{ readonly type: WireType; readonly value: Value }> = type.chain((of) =>
  valueOf(of).map((value) => ({ type: of, value })),
);
