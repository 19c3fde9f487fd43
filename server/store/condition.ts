import { sql } from "kysely";
import type { RawBuilder, SqlBool } from "kysely";

import type { Dialect, Parameter } from "./dialect.ts";
import { isStorable } from "./row-codec.ts";
import type { RowCodec } from "./row-codec.ts";

type Test = "equal" | "null" | "one_of" | "one_of_or_null" | "range" | "from";

/** One condition on a column: `test` decides the statement's text, `parameters` are bound to it in order. */
export interface Part {
  readonly column: string;
  readonly test: Test;
  readonly parameters: readonly Parameter[];
}

export interface At {
  readonly codec: RowCodec;
  readonly dialect: Dialect;
}

/**
 * The least text after all that begin with `prefix`, by code points, which is by bytes of UTF-8; undefined when there is
 * none. So a prefix is a range, which an index answers, and `%` and `_` mean themselves.
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0;
    if (point < 0x10ffff) {
      // No text has a surrogate of its own, so the point before them is followed by the one after them.
      return points.join("") + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
    }
  }
  return undefined;
}

function prefixPart(column: string, prefix: string): Part | undefined {
  if (!isStorable(prefix)) {
    return undefined;
  }
  const end = afterPrefix(prefix);
  return end === undefined
    ? { column, test: "from", parameters: [prefix] }
    : { column, test: "range", parameters: [prefix, end] };
}

function listPart(column: string, values: readonly unknown[], { codec, dialect }: At): Part | undefined {
  const orNull = values.includes(null);
  const some = values.filter((value) => value !== null && isStorable(value));
  if (some.length === 0) {
    return orNull ? { column, test: "null", parameters: [] } : undefined;
  }
  const list = dialect.listParameter(some.map((value) => codec.encode(column, value)));
  return { column, test: orNull ? "one_of_or_null" : "one_of", parameters: [list] };
}

function partOf(column: string, wanted: unknown, at: At): Part | undefined {
  if (wanted === null) {
    return { column, test: "null", parameters: [] };
  }
  if (at.codec.storedAs(column) === "json") {
    throw new Error(`${column} is kept as JSON: it can only be compared with null`);
  }
  if (Array.isArray(wanted)) {
    return listPart(column, wanted, at);
  }
  if (typeof wanted === "object" && "startsWith" in wanted) {
    return prefixPart(column, String(wanted.startsWith));
  }
  return isStorable(wanted)
    ? { column, test: "equal", parameters: [at.codec.encode(column, wanted)] }
    : undefined;
}

/** The parts of a condition, or undefined when no row can meet it. Fields that are undefined ask nothing. */
export function partsOf(where: object, at: At): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const [column, wanted] of Object.entries(where) as [string, unknown][]) {
    if (wanted === undefined) {
      continue;
    }
    const part = partOf(column, wanted, at);
    if (part === undefined) {
      return undefined;
    }
    parts.push(part);
  }
  return parts;
}

/** The text of a part; its parameters are placeholders, in the order of `parameters`. */
export function expressionOf({ column, test }: Part, dialect: Dialect): RawBuilder<SqlBool> {
  const name = sql.ref(column);
  const texts: Record<Test, () => RawBuilder<SqlBool>> = {
    equal: () => sql`${name} = ${null}`,
    null: () => sql`${name} is null`,
    one_of: () => dialect.isOneOf(column),
    one_of_or_null: () => sql`(${name} is null or ${dialect.isOneOf(column)})`,
    range: () => sql`(${name} >= ${null} and ${name} < ${null})`,
    from: () => sql`${name} >= ${null}`,
  };
  return texts[test]();
}
