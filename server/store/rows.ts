import { sql } from "kysely";

import type { PageOf, Rows } from "../domain/store.ts";
import { expressionOf, parametersOf, partsOf, shapeOf } from "./condition.ts";
import type { Part } from "./condition.ts";
import type { Answer, Dialect, Run } from "./dialect.ts";
import { keeping } from "./kept.ts";
import { isStorable, rowCodec } from "./row-codec.ts";
import type { RowCodec } from "./row-codec.ts";
import { tables } from "./tables.ts";
import type { StoredKinds, TableName } from "./tables.ts";

/** The statements of one table. Each shape's text is built once; after that a call only binds its parameters. */
export interface TableQueries<R> {
  readonly codec: RowCodec;
  readonly insert: (run: Run, row: R) => Promise<Answer>;
  readonly bind: (run: Run) => Rows<R & { readonly id: string }>;
}

interface Table {
  readonly name: string;
  readonly codec: RowCodec;
  readonly dialect: Dialect;
  readonly text: (shape: string, build: () => { compile: () => { readonly sql: string } }) => string;
}

function tableOf(name: TableName, dialect: Dialect): Table {
  const texts = keeping<string>();
  return {
    name,
    codec: rowCodec(name, tables[name]),
    dialect,
    text: (shape, build) => texts(shape, () => build().compile().sql),
  };
}

function listStatement(table: Table, parts: readonly Part[], page: PageOf): string {
  const shape = `list ${shapeOf(parts)};${page.after === undefined ? "" : "after"};${page.limit === undefined ? "" : "limit"}`;
  return table.text(shape, () => {
    let query = table.dialect.builder.selectFrom(table.name).select(table.codec.columns).orderBy("id");
    for (const part of parts) {
      query = query.where(expressionOf(part, table.dialect));
    }
    if (page.after !== undefined) {
      query = query.where("id", ">", page.after);
    }
    return page.limit === undefined ? query : query.limit(page.limit);
  });
}

async function list(table: Table, run: Run, asked: { where: object; page: PageOf }) {
  const parts = partsOf(asked.where, table);
  if (parts === undefined) {
    return [];
  }
  const parameters = parametersOf(parts);
  if (asked.page.after !== undefined) {
    // No id has a NUL, so none lies between this and what was asked; PostgreSQL refuses to be asked.
    parameters.push(asked.page.after.toWellFormed().split("\0", 1)[0] ?? "");
  }
  if (asked.page.limit !== undefined) {
    parameters.push(asked.page.limit);
  }
  const { rows } = await run(listStatement(table, parts, asked.page), parameters);
  return rows.map(table.codec.decodeRow);
}

async function get(table: Table, run: Run, id: string) {
  if (!isStorable(id)) {
    return undefined;
  }
  const statement = table.text("get", () =>
    table.dialect.builder.selectFrom(table.name).select(table.codec.columns).where("id", "=", id),
  );
  const { rows } = await run(statement, [id]);
  return rows[0] === undefined ? undefined : table.codec.decodeRow(rows[0]);
}

function insert(table: Table, run: Run, row: object): Promise<Answer> {
  const statement = table.text("insert", () =>
    table.dialect.builder
      .insertInto(table.name)
      .values(Object.fromEntries(table.codec.columns.map((column) => [column, null]))),
  );
  return run(statement, table.codec.encodeRow(row));
}

async function update(table: Table, run: Run, change: { id: string; patch: object }): Promise<void> {
  const { id } = change;
  const given = Object.entries(change.patch).filter(([, value]) => value !== undefined);
  if (given.some(([column]) => column === "id")) {
    throw new Error("A row's id never changes");
  }
  const values = given.map(([column, value]) => table.codec.encode(column, value));
  const columns = given.map(([column]) => column);
  // With nothing to change the row must still be there.
  const statement = table.text(`update ${columns.join(",")}`, () =>
    table.dialect.builder
      .updateTable(table.name)
      .set(
        columns.length === 0
          ? { id: sql.ref("id") }
          : Object.fromEntries(columns.map((column) => [column, null])),
      )
      .where("id", "=", id),
  );
  const { changes } = await run(statement, [...values, id]);
  if (changes === 0) {
    throw new Error(`There is no row ${id} in ${table.name}`);
  }
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
  const { changes } = await run(statement, parametersOf(parts));
  return changes;
}

export function tableQueries<K extends TableName>(name: K, dialect: Dialect): TableQueries<StoredKinds[K]> {
  type R = StoredKinds[K];
  const table = tableOf(name, dialect);
  return {
    codec: table.codec,
    insert: (run, row) => insert(table, run, row),
    bind: (run) => ({
      // tables.ts has every column of the row with its type, and the codec builds exactly those: the casts state it.
      get: async (id) => (await get(table, run, id)) as R | undefined,
      list: async (where: object, page = {}) => (await list(table, run, { where, page })) as unknown as R[],
      insert: async (row) => {
        await insert(table, run, row);
      },
      update: (id, patch) => update(table, run, { id, patch }),
      delete: (where: object) => remove(table, run, where),
    }),
  };
}
