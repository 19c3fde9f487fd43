import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createConnection } from "node:net";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";

import type pg from "pg";
import { describe, inject } from "vitest";

import { connect } from "./postgres.ts";

type SqlRow = Readonly<Record<string, unknown>>;

/** An empty database of its own. Disposing of it removes it. */
export interface TestDatabase extends AsyncDisposable {
  /** For openStore, and for `JETON_DATABASE_URL`. */
  readonly url: string;
  /** Runs a statement past the store. */
  readonly sql: (statement: string) => Promise<readonly SqlRow[]>;
}

export interface TestDialect {
  readonly name: "SQLite" | "PostgreSQL";
  /** Skips, and says why, where the database is missing. */
  readonly describe: (title: string, tests: () => void) => void;
  readonly createDatabase: () => Promise<TestDatabase>;
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), "jeton-sqlite-"));
  const file = path.join(folder, "data", "jeton.db");
  return {
    url: `sqlite:${file}`,
    sql: async (statement) => {
      const database = new DatabaseSync(file, { timeout: 5000 });
      try {
        return database.prepare(statement).all();
      } finally {
        database.close();
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Sorted as people sort, where the server can: our own columns must not mind. */
const COLLATION = `select 'locale_provider icu icu_locale "en-US"' as options from pg_collation
  where collprovider = 'i' and current_setting('server_version_num')::int >= 150000 limit 1`;

/** Emptying a database takes a tenth of the time of making one. */
const EMPTY = [
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  "drop schema public cascade",
  "create schema public",
];
const empty: string[] = [];

let otherServer: string | undefined;

/** Has databases made on that server where no tests run, which have one of their own; undefined for that one again. */
export function makeDatabasesAt(url: string | undefined): void {
  otherServer = url;
  empty.length = 0;
}

/** The one server of the whole run, which starts when it is asked for. */
async function serverUrl(): Promise<string> {
  if (otherServer !== undefined) return otherServer;
  const server = inject("postgres");
  if ("missing" in server) {
    throw new Error(`PostgreSQL is missing: ${server.missing}`);
  }
  const url = await text(createConnection({ port: server.port, host: "127.0.0.1" }));
  if (url === "") {
    throw new Error("PostgreSQL did not start");
  }
  return url;
}

/** The server drops its databases when it ends, with the tests. */
async function newDatabase(): Promise<string> {
  const server = await serverUrl();
  const name = `jeton_${randomBytes(6).toString("hex")}`;
  const admin = await connect(server);
  const { rows } = await admin.query<{ options: string }>(COLLATION);
  await admin.query(`create database ${name} template template0 ${rows[0]?.options ?? ""}`);
  await admin.end();
  return server.replace(/postgres$/, name);
}

async function createPostgres(): Promise<TestDatabase> {
  const url = empty.pop() ?? (await newDatabase());
  const { sql, end } = keptConnection(url);
  return {
    url,
    sql,
    [Symbol.asyncDispose]: async () => {
      await sql(EMPTY.join("; "));
      await end();
      empty.push(url);
    },
  };
}

/** Signing in costs ten times what a statement does: one connection for all of a test's, made anew once it was ended. */
function keptConnection(url: string): Pick<TestDatabase, "sql"> & { readonly end: () => Promise<void> } {
  let client: Promise<pg.Client> | undefined;
  const open = async (): Promise<pg.Client> => {
    const opened = await connect(url);
    opened.once("end", () => {
      client = undefined;
    });
    return opened;
  };
  return {
    sql: async (statement) => {
      client ??= open();
      const answer = await (await client).query<Record<string, unknown>>(statement);
      return answer.rows;
    },
    end: async () => (await client)?.end(),
  };
}

/** Why a database cannot be had here, or the empty text. */
function whyMissing(): string {
  const server = inject("postgres");
  return "missing" in server ? server.missing : "";
}

/** Every database a store can be in: `for (const dialect of dialects) dialect.describe(...)`. */
export const dialects: readonly TestDialect[] = [
  {
    name: "SQLite",
    describe: (title, tests) => {
      describe(`${title} (SQLite)`, () => {
        tests();
      });
    },
    createDatabase: createSqlite,
  },
  {
    name: "PostgreSQL",
    describe: (title, tests) => {
      const missing = whyMissing();
      describe.skipIf(missing !== "")(
        `${title} (PostgreSQL${missing && `, which is missing: ${missing}`})`,
        () => {
          tests();
        },
      );
    },
    createDatabase: createPostgres,
  },
];
