import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

import { describe, inject } from "vitest";

import { connectWhenReady } from "./postgres.ts";

export type SqlRow = Readonly<Record<string, unknown>>;

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

async function createPostgres(): Promise<TestDatabase> {
  const server = inject("postgres");
  if ("missing" in server) {
    throw new Error(`PostgreSQL is missing: ${server.missing}`);
  }
  const name = `jeton_${randomBytes(6).toString("hex")}`;
  const admin = await connectWhenReady(server.url);
  const { rows } = await admin.query<{ options: string }>(COLLATION);
  await admin.query(`create database ${name} template template0 ${rows[0]?.options ?? ""}`);
  const url = server.url.replace(/postgres$/, name);
  return {
    url,
    sql: async (statement) => {
      const client = await connectWhenReady(url);
      try {
        const answer = await client.query<Record<string, unknown>>(statement);
        return answer.rows;
      } finally {
        await client.end();
      }
    },
    [Symbol.asyncDispose]: async () => {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
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
