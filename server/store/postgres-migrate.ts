import { setTimeout } from "node:timers/promises";

import type { Pool } from "pg";

import { Problem } from "../contract/problem.ts";
import { postgresDialect } from "./dialect.ts";
import type { Run } from "./dialect.ts";
import { applyMigrations, pendingMigrations } from "./migrate.ts";
import type { MigrateOptions } from "./migrate.ts";
import { codeOf, explain, transactOn } from "./postgres-transaction.ts";

/** The row whose lock whoever migrates holds until the end of its transaction. An advisory lock would do on PostgreSQL alone. */
const LOCK_ROW = [
  "create table if not exists migration_lock (id bigint primary key)",
  "insert into migration_lock (id) values (1) on conflict (id) do nothing",
];
export const TAKE_LOCK = "select id from migration_lock where id = 1 for update";

/**
 * Two who make the same table at once: unique_violation (of the catalogue), duplicate_table, duplicate_object, and what is
 * tried again anyway. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const AT_ONCE: ReadonlySet<string> = new Set(["23505", "42P07", "42710", "40001", "40P01"]);
const MOST_TRIES = 20;
const PAUSE_MS = 50;

/** A change of a table that waits for its readers makes all who come after wait too: so it waits briefly, and comes back. */
const TABLE_LOCK_TIMEOUT_MS = 2000;
const LOCK_NOT_AVAILABLE = "55P03";

/** Brings the schema up to date, all steps in one transaction, while older replicas go on. @throws Error with the remedy */
export async function migratePostgres(pool: Pool, options: MigrateOptions): Promise<void> {
  await makeLockRow(pool);
  for (let tries = 1; ; tries += 1) {
    try {
      await transactOn(pool, (run) => migrateIn(run, options));
      return;
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (codeOf(cause) !== LOCK_NOT_AVAILABLE) throw error;
      if (tries === MOST_TRIES) throw inUse(cause);
      await setTimeout(PAUSE_MS * tries);
    }
  }
}

/** Before a transaction that takes the lock. */
export async function makeLockRow(pool: Pool): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      for (const statement of LOCK_ROW) await pool.query(statement);
      return;
    } catch (error) {
      if (tries === MOST_TRIES || !AT_ONCE.has(codeOf(error))) throw explain(error);
    }
    await setTimeout(PAUSE_MS);
  }
}

async function migrateIn(run: Run, options: MigrateOptions): Promise<void> {
  // Another one may be at it, for however long.
  await run("set local statement_timeout = 0", []);
  await run(TAKE_LOCK, []);
  const pending = await pendingMigrations(run, postgresDialect, options);
  if (pending.migrations.length === 0) return;
  if (pending.from > 0) options.onStep?.({ from: pending.from, to: options.migrations.length });
  await run(`set local lock_timeout = ${String(TABLE_LOCK_TIMEOUT_MS)}`, []);
  await applyMigrations(run, postgresDialect, { ...pending, now: options.now });
}

function inUse(cause: unknown): Problem {
  const detail =
    "the schema could not go forward, since something keeps using the tables that change; end long transactions on this database and start again";
  return new Problem("unavailable", detail, { cause });
}
