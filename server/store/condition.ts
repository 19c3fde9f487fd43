import { sql } from "kysely";
import type { RawBuilder, SqlBool } from "kysely";

import type { Dialect, Parameter } from "./dialect.ts";
import type { RowCodec } from "./row-codec.ts";

type Test = "equal" | "null" | "one_of" | "one_of_or_null" | "range" | "from";

/** One condition on a column: `test` decides the statement's text, `parameters` are bound to it in order. */
export interface Part {
  readonly column: string;
  readonly test: Test;
  readonly parameters: readonly Parameter[];
}

/**
 * The least text after all that begin with `prefix`, by code points, which is by bytes of UTF-8; undefined when there is
 * none. So a prefix is a range, which an index answers, and `%` and `_` mean themselves.
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = [...prefix];
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0;
    if (point < 0x10ffff) {
      // No text has a surrogate of its own, the point before them is followed by the one after them.
      return points.join("") + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
    }
  }
  return undefined;
}

function listPart(column: string, values: readonly unknown[], at: { codec: RowCodec; dialect: Dialect }) {
  const some = values.filter((value) => value !== null);
  if (some.length === 0) {
    return values.length === 0 ? undefined : { column, test: "null" as const, parameters: [] };
  }
  const list = at.dialect.listParameter(some.map((value) => at.codec.encode(column, value)));
  const test = some.length === values.length ? ("one_of" as const) : ("one_of_or_null" as const);
  return { column, test, parameters: [list] };
}

function prefixPart(column: string, prefix: string): Part {
  const end = afterPrefix(prefix);
  return end === undefined
    ? { column, test: "from", parameters: [prefix] }
    : { column, test: "range", parameters: [prefix, end] };
}

/** The parts of a condition, or undefined when no row can meet it. Fields that are undefined ask nothing. */
export function partsOf(
  where: object,
  at: { readonly codec: RowCodec; readonly dialect: Dialect },
): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const [column, wanted] of Object.entries(where) as [string, unknown][]) {
    if (wanted === undefined) {
      continue;
    }
    const storedAs = at.codec.storedAs(column);
    let part: Part | undefined;
    if (wanted === null) {
      part = { column, test: "null", parameters: [] };
    } else if (storedAs === "json") {
      throw new Error(`${column} is kept as JSON: it can only be compared with null`);
    } else if (Array.isArray(wanted)) {
      part = listPart(column, wanted, at);
    } else if (typeof wanted === "object" && "startsWith" in wanted) {
      part = prefixPart(column, String(wanted.startsWith));
    } else {
      part = { column, test: "equal", parameters: [at.codec.encode(column, wanted)] };
    }
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
