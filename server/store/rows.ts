import { type RawBuilder, sql, type SqlBool } from "kysely";

import type { PageOf, RowOrder, Rows } from "../domain/store.ts";
import { expressionOf, parametersOf, partsOf, shapeOf } from "./condition.ts";
import type { Part } from "./condition.ts";
import type { Dialect, Effect, Parameter, Run } from "./dialect.ts";
import { keeping } from "./kept.ts";
import { NEEDS } from "./restrictions.ts";
import type { Restriction } from "./restrictions.ts";
import { isStorable, rowCodec } from "./row-codec.ts";
import type { RowCodec } from "./row-codec.ts";
import { tables } from "./tables.ts";
import type { StoredKinds, TableName } from "./tables.ts";

/** The statements of one table. Each shape's text is built once; after that a call only binds its parameters. */
export interface TableQueries<R> {
  readonly codec: RowCodec;
  readonly insertAll: (run: Run, rows: readonly R[]) => Promise<void>;
  readonly bind: (run: Run) => Rows<R & { readonly id: string }>;
}

interface Table {
  readonly name: string;
  readonly codec: RowCodec;
  readonly dialect: Dialect;
  readonly text: (shape: string, build: () => { compile: () => { readonly sql: string } }) => string;
}

function tableOf(name: TableName, dialect: Dialect, known?: readonly Restriction[]): Table {
  const texts = keeping<string>();
  return {
    name,
    codec: rowCodec(name, tables[name], known),
    dialect,
    text: (shape, build) => texts(shape, () => build().compile().sql),
  };
}

const byId: RowOrder = { column: "id", descending: false };

function listStatement(table: Table, parts: readonly Part[], page: PageOf): string {
  const { after, limit, order = byId } = page;
  const isById = order.column === "id";
  const direction = order.descending ? "desc" : "asc";
  const shape = `list ${shapeOf(parts)};${order.column} ${direction};${after === undefined ? "" : "after"};${limit === undefined ? "" : "limit"}`;
  return table.text(shape, () => {
    let query = table.dialect.builder.selectFrom(table.name).select(table.codec.columns);
    for (const part of parts) {
      query = query.where(expressionOf(part, table.dialect));
    }
    if (after !== undefined) {
      query = query.where(followingExpression(order));
    }
    if (!isById) {
      query = query.orderBy(order.column, direction);
    }
    query = query.orderBy("id", direction);
    return limit === undefined ? query : query.limit(limit);
  });
}

/** Rows compared as a whole, which an index on the columns and the id answers. */
function followingExpression({ column, descending }: RowOrder): RawBuilder<SqlBool> {
  const follows = descending ? sql`<` : sql`>`;
  return column === "id"
    ? sql`${sql.ref("id")} ${follows} ${null}`
    : sql`(${sql.ref(column)}, ${sql.ref("id")}) ${follows} (${null}, ${null})`;
}

/** @throws Error for an order that texts do not have */
function followingParameters({ codec }: Table, { after, order = byId }: PageOf): readonly Parameter[] {
  if (codec.storedAs(order.column) !== "text") {
    throw new Error(`${order.column} is no text, by which rows could be ordered`);
  }
  if (after === undefined) {
    return [];
  }
  return order.column === "id" ? [bound(after)] : [bound(order.afterValue ?? ""), bound(after)];
}

/** No text kept has a NUL, so none lies between this and what was asked; PostgreSQL refuses to be asked. */
function bound(text: string): string {
  return text.toWellFormed().split("\0", 1)[0] ?? "";
}

function reading({ name }: Table, ids?: readonly string[]): Effect {
  return { reads: ids ? { table: name, ids } : { table: name } };
}

function changing({ name }: Table, ids?: readonly string[]): Effect {
  return { writes: ids ? { table: name, ids } : { table: name }, isCounted: true };
}

/** Every kind of row has one. */
const idOf = (row: object): string => ("id" in row ? String(row.id) : "");

async function list(table: Table, run: Run, asked: { where: object; page: PageOf }) {
  const parts = partsOf(asked.where, table);
  if (parts === undefined) {
    return [];
  }
  const parameters = [...parametersOf(parts), ...followingParameters(table, asked.page)];
  if (asked.page.limit !== undefined) {
    parameters.push(asked.page.limit);
  }
  const effect = { ...reading(table), isLong: (asked.page.limit ?? 1) > 1 };
  const { rows } = await run(listStatement(table, parts, asked.page), parameters, effect);
  return rows.map(table.codec.decodeRow);
}

async function count(table: Table, run: Run, where: object): Promise<number> {
  const parts = partsOf(where, table);
  if (parts === undefined) {
    return 0;
  }
  const statement = table.text(`count ${shapeOf(parts)}`, () => {
    let query = table.dialect.builder.selectFrom(table.name).select(sql<number>`count(*)`.as("count"));
    for (const part of parts) {
      query = query.where(expressionOf(part, table.dialect));
    }
    return query;
  });
  const { rows } = await run(statement, parametersOf(parts), reading(table));
  return Number(rows[0]?.["count"]);
}

async function get(table: Table, run: Run, id: string) {
  if (!isStorable(id)) {
    return undefined;
  }
  const statement = table.text("get", () =>
    table.dialect.builder.selectFrom(table.name).select(table.codec.columns).where("id", "=", id),
  );
  const { rows } = await run(statement, [id], reading(table, [id]));
  return rows[0] === undefined ? undefined : table.codec.decodeRow(rows[0]);
}

/** Rows in one statement: more would gain nothing, and each number of them is a statement that is kept. */
const MOST_TOGETHER = 100;

async function insertAll(table: Table, run: Run, rows: readonly object[]): Promise<void> {
  const nothing = Object.fromEntries(table.codec.columns.map((column) => [column, null]));
  for (let start = 0; start < rows.length; start += MOST_TOGETHER) {
    const some = rows.slice(start, start + MOST_TOGETHER);
    const statement = table.text(`insert ${String(some.length)}`, () =>
      table.dialect.builder.insertInto(table.name).values(some.map(() => nothing)),
    );
    await run(statement, some.flatMap(table.codec.encodeRow), {
      writes: { table: table.name, ids: some.map(idOf) },
      isCounted: false,
    });
  }
}

/** What a row needs never falls: what else it uses is not known here. */
function atLeast(needs: number): RawBuilder<number> {
  const level = sql.lit(needs);
  return sql`case when ${sql.ref(NEEDS)} < ${level} then ${level} else ${sql.ref(NEEDS)} end`;
}

/** The number of rows that the condition was true of. */
async function update(
  table: Table,
  run: Run,
  { parts, patch, ids }: { parts: readonly Part[]; patch: object; ids?: readonly string[] },
): Promise<number> {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  if (given.some(([column]) => column === "id")) {
    throw new Error("A row's id never changes");
  }
  const values = given.map(([column, value]) => table.codec.encode(column, value));
  const columns = given.map(([column]) => column);
  const needs = table.codec.needsOfChange(patch);
  const shape = `update ${columns.join(",")} needing ${String(needs)} where ${shapeOf(parts)}`;
  const statement = table.text(shape, () => {
    let query = table.dialect.builder
      .updateTable(table.name)
      // With nothing to change the rows are counted all the same.
      .set({
        ...(columns.length === 0 && { id: sql.ref("id") }),
        ...Object.fromEntries(columns.map((column) => [column, null])),
        ...(needs > 0 && { [NEEDS]: atLeast(needs) }),
      });
    for (const part of parts) {
      query = query.where(expressionOf(part, table.dialect));
    }
    return query;
  });
  const { changes } = await run(statement, [...values, ...parametersOf(parts)], changing(table, ids));
  return changes;
}

async function updateOne(table: Table, run: Run, { id, patch }: { id: string; patch: object }) {
  const parts = partsOf({ id }, table);
  if (parts === undefined || (await update(table, run, { parts, patch, ids: [id] })) === 0) {
    throw new Error(`There is no row ${id} in ${table.name}`);
  }
}

async function updateAll(table: Table, run: Run, { where, patch }: { where: object; patch: object }) {
  const parts = partsOf(where, table);
  if (parts === undefined) {
    return 0;
  }
  if (parts.length === 0) {
    throw new Error(`Changing every row of ${table.name} is refused`);
  }
  return update(table, run, { parts, patch });
}

async function remove(table: Table, run: Run, where: object): Promise<number> {
  const parts = partsOf(where, table);
  if (parts === undefined) {
    return 0;
  }
  if (parts.length === 0) {
    throw new Error(`Deleting every row of ${table.name} is refused`);
  }
  const statement = table.text(`delete ${shapeOf(parts)}`, () => {
    let query = table.dialect.builder.deleteFrom(table.name);
    for (const part of parts) {
      query = query.where(expressionOf(part, table.dialect));
    }
    return query;
  });
  const { changes } = await run(statement, parametersOf(parts), changing(table));
  return changes;
}

/** @param known the restrictions that this version knows */
export function tableQueries<K extends TableName>(
  name: K,
  dialect: Dialect,
  known?: readonly Restriction[],
): TableQueries<StoredKinds[K]> {
  type R = StoredKinds[K];
  const table = tableOf(name, dialect, known);
  return {
    codec: table.codec,
    insertAll: (run, rows) => insertAll(table, run, rows as readonly object[]),
    bind: (run) => ({
      // tables.ts has every column of the row with its type, and the codec builds exactly those: the casts state it.
      get: async (id) => (await get(table, run, id)) as R | undefined,
      list: async (where: object, page = {}) => (await list(table, run, { where, page })) as unknown as R[],
      count: (where: object) => count(table, run, where),
      insert: (row) => insertAll(table, run, [row]),
      insertAll: (rows) => insertAll(table, run, rows),
      update: (id, patch) => updateOne(table, run, { id, patch }),
      updateAll: (where: object, patch) => updateAll(table, run, { where, patch }),
      delete: (where: object) => remove(table, run, where),
    }),
  };
}
