import { enums, messages } from "./messages/all.ts";
import type { Field, Scalar } from "./messages/table.ts";
import type { MessageName } from "./messages/types.ts";
import type { ScalarCodec } from "./scalar.ts";
import { enumCodec, scalars } from "./scalar.ts";

/** One row of the table, resolved: what the codec asks of a field. */
export interface FieldLayout {
  readonly name: string;
  readonly number: number;
  /** The codec of a scalar or an enum, or the name of a message. */
  readonly type: { readonly scalar: ScalarCodec } | { readonly message: MessageName };
  readonly shape: "single" | "repeated" | "map";
  /** True where absent differs from zero: messages, `optional`, and the members of a oneof. */
  readonly presence: boolean;
  /** The other members of this field's oneof, cleared when it is set. */
  readonly rivals: readonly string[];
}

export interface Layout {
  readonly fields: readonly FieldLayout[];
  readonly byNumber: ReadonlyMap<number, FieldLayout>;
}

const layouts = new Map<MessageName, Layout>();

/** Resolved on first use: a start serves few of the messages. */
export function layoutOf(name: MessageName): Layout {
  const known = layouts.get(name);
  if (known) return known;
  const rows: readonly [string, Field][] = Object.entries(messages[name]);
  const fields = rows.map((row) => resolve(row, rows));
  const layout = { fields, byNumber: new Map(fields.map((field) => [field.number, field])) };
  layouts.set(name, layout);
  return layout;
}

function resolve(
  [name, [number, type, cardinality]]: [string, Field],
  rows: readonly [string, Field][],
): FieldLayout {
  const resolved = typeOf(type);
  const oneof = cardinality?.startsWith("oneof ") ? cardinality : undefined;
  return {
    name,
    number,
    type: resolved,
    shape: cardinality === "repeated" || cardinality === "map" ? cardinality : "single",
    presence: "message" in resolved || cardinality === "optional" || oneof !== undefined,
    rivals: oneof
      ? rows.filter(([other, row]) => row[2] === oneof && other !== name).map(([other]) => other)
      : [],
  };
}

function typeOf(type: string): FieldLayout["type"] {
  if (isScalar(type)) return { scalar: scalars[type] };
  if (Object.hasOwn(enums, type)) return { scalar: enumCodec };
  if (isMessage(type)) return { message: type };
  throw new Error(`The table names no type ${type}.`);
}

function isScalar(type: string): type is Scalar {
  return Object.hasOwn(scalars, type);
}

function isMessage(type: string): type is MessageName {
  return Object.hasOwn(messages, type);
}
