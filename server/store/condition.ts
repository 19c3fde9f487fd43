import { sql } from "kysely";
import type { RawBuilder, SqlBool } from "kysely";

import type { Dialect, Parameter } from "./dialect.ts";
import { isStorable } from "./row-codec.ts";
import type { RowCodec } from "./row-codec.ts";

type Test =
  | "equal"
  | "null"
  | "not_null"
  | "one_of"
  | "one_of_or_null"
  | "range"
  | "from"
  | "before"
  | "contains";

/** One condition on a column: `test` decides the statement's text, `parameters` are bound to it in order. */
interface ColumnPart {
  readonly column: string;
  readonly test: Test;
  readonly parameters: readonly Parameter[];
}

/** Of several conditions one holds, each with all its parts. */
interface AnyPart {
  readonly anyOf: readonly (readonly Part[])[];
}

export type Part = ColumnPart | AnyPart;

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

/** Upper case of ASCII alone, as both databases' `lower` fold a column that is compared by bytes. */
function foldAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function testPart(column: string, wanted: object, { codec }: At): Part | undefined {
  const [[test, value] = []] = Object.entries(wanted) as [string, unknown][];
  if (test === "not") {
    return { column, test: "not_null", parameters: [] };
  }
  if (test === "startsWith") {
    return prefixPart(column, String(value));
  }
  if (test !== "from" && test !== "before" && test !== "contains") {
    throw new Error(`${column} cannot be asked for ${JSON.stringify(wanted)}`);
  }
  if (!isStorable(value)) {
    return undefined;
  }
  const parameter = codec.encode(column, value);
  return {
    column,
    test,
    parameters: [test === "contains" ? foldAscii(String(parameter)) : parameter],
  };
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
  if (typeof wanted === "object") {
    return testPart(column, wanted, at);
  }
  return isStorable(wanted)
    ? { column, test: "equal", parameters: [at.codec.encode(column, wanted)] }
    : undefined;
}

function anyPart(wheres: readonly object[], at: At): readonly Part[] | undefined {
  const possible = wheres.map((where) => partsOf(where, at)).filter((parts) => parts !== undefined);
  if (possible.length === 0) {
    return undefined;
  }
  return possible.some((parts) => parts.length === 0) ? [] : [{ anyOf: possible }];
}

function allParts(wheres: readonly object[], at: At): readonly Part[] | undefined {
  const parts = wheres.map((where) => partsOf(where, at));
  return parts.includes(undefined) ? undefined : parts.flatMap((some) => some ?? []);
}

/** The parts of a condition, or undefined when no row can meet it. Fields that are undefined ask nothing. */
export function partsOf(where: object, at: At): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const [column, wanted] of Object.entries(where) as [string, unknown][]) {
    if (wanted === undefined) {
      continue;
    }
    const some = conditionParts(column, wanted, at);
    if (some === undefined) {
      return undefined;
    }
    parts.push(...some);
  }
  return parts;
}

function conditionParts(key: string, wanted: unknown, at: At): readonly Part[] | undefined {
  if (key === "anyOf" || key === "allOf") {
    // No table has a column of these names: the type of a condition says what they hold.
    const wheres = wanted as readonly object[];
    return key === "anyOf" ? anyPart(wheres, at) : allParts(wheres, at);
  }
  const part = partOf(key, wanted, at);
  return part && [part];
}

/** What tells the statements of conditions apart: everything but the values. */
export function shapeOf(parts: readonly Part[]): string {
  const shapes = parts.map((part) =>
    "anyOf" in part ? `(${part.anyOf.map(shapeOf).join("|")})` : `${part.column} ${part.test}`,
  );
  return shapes.join(",");
}

/** The values, in the order of the statement's placeholders. */
export function parametersOf(parts: readonly Part[]): Parameter[] {
  return parts.flatMap((part) => ("anyOf" in part ? part.anyOf.flatMap(parametersOf) : part.parameters));
}

/** The text of a part; its parameters are placeholders, in the order of `parametersOf`. */
export function expressionOf(part: Part, dialect: Dialect): RawBuilder<SqlBool> {
  if ("anyOf" in part) {
    const some = part.anyOf.map((parts) => {
      const all = parts.map((inner) => expressionOf(inner, dialect));
      return sql<SqlBool>`(${sql.join(all, sql` and `)})`;
    });
    return sql`(${sql.join(some, sql` or `)})`;
  }
  const { column, test } = part;
  const name = sql.ref(column);
  const texts: Record<Test, () => RawBuilder<SqlBool>> = {
    equal: () => sql`${name} = ${null}`,
    null: () => sql`${name} is null`,
    not_null: () => sql`${name} is not null`,
    one_of: () => dialect.isOneOf(column),
    one_of_or_null: () => sql`(${name} is null or ${dialect.isOneOf(column)})`,
    range: () => sql`(${name} >= ${null} and ${name} < ${null})`,
    from: () => sql`${name} >= ${null}`,
    before: () => sql`${name} < ${null}`,
    contains: () => dialect.contains(column),
  };
  return texts[test]();
}
