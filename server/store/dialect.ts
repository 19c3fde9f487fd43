import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { RawBuilder, SqlBool } from "kysely";

import type { ColumnTypes } from "./migrations/migration.ts";

export type SqlValue = string | number | null;
/** A value bound to a statement; a list where the database has arrays. */
export type Parameter = SqlValue | readonly SqlValue[];

export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** The number of rows inserted, updated or deleted. */
  readonly changes: number;
}

/** Rows of one table: those of the ids, or any of them. */
export interface RowsOf {
  readonly table: string;
  readonly ids?: readonly string[];
}

/** What a statement does, for an engine that can gain by it: see sqlite.ts, and postgres.ts for what is long. */
export type Effect =
  | {
      readonly reads: RowsOf;
      /** It looks through rows for as many as a page has, or all of them, however many there are. */
      readonly isLong?: boolean;
    }
  | {
      readonly writes: RowsOf;
      /** If nobody asks how many, the answer may come before it is done, and its failure with a later statement or the end. */
      readonly isCounted: boolean;
      /** What a read of exactly those rows gives from now on, where that is known. */
      readonly left?: Answer["rows"];
    };

/** Runs one statement. Rejects with what driver-error.ts makes of the driver's error. */
export type Run = (statement: string, parameters: readonly Parameter[], effect?: Effect) => Promise<Answer>;

/** Tables by name: what is typed is typed by tables.ts, which the queries are built from. */
interface AnyTables {
  [table: string]: Record<string, SqlValue>;
}

/** What the query layer must know of a database. */
export interface Dialect {
  readonly types: ColumnTypes;
  /** Builds statements; it runs none, so that each shape is built once and its text kept. */
  readonly builder: Kysely<AnyTables>;
  /** A column equals one of the values of a list, however long, in one parameter. */
  readonly isOneOf: (column: string) => RawBuilder<SqlBool>;
  /** A column, with ASCII in lower case, has a text somewhere in it, in one parameter. */
  readonly contains: (column: string) => RawBuilder<SqlBool>;
  readonly listParameter: (values: readonly SqlValue[]) => Parameter;
  /** A JSON array in one parameter as rows with the column `value`, named `item`. */
  readonly itemsOfParameter: RawBuilder<{ value: string }>;
  /** Follows a select of rows that must not change until the transaction ends. */
  readonly lockingSelect: string;
}

export const sqliteDialect: Dialect = {
  types: { text: "text", integer: "integer", options: " strict" },
  builder: new Kysely({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  isOneOf: (column) => sql`${sql.ref(column)} in (select value from json_each(${null}))`,
  contains: (column) => sql`instr(lower(${sql.ref(column)}), ${null}) > 0`,
  listParameter: (values) => JSON.stringify(values),
  itemsOfParameter: sql`json_each(${null}) as item`,
  // A writer holds the whole database.
  lockingSelect: "",
};

export const postgresDialect: Dialect = {
  types: { text: 'text collate "C"', integer: "bigint", options: "" },
  builder: new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
  isOneOf: (column) => sql`${sql.ref(column)} = any(${null})`,
  // The collation of the columns, "C", is what keeps `lower` to ASCII.
  contains: (column) => sql`strpos(lower(${sql.ref(column)}), ${null}) > 0`,
  listParameter: (values) => values,
  itemsOfParameter: sql`json_array_elements(cast(${null} as json)) as item(value)`,
  lockingSelect: " for update",
};
