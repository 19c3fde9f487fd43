import pg from "pg";
import type { CustomTypesConfig, Pool } from "pg";

import { postgresDialect } from "./dialect.ts";
import { closedError } from "./driver-error.ts";
import type { Engine } from "./engine.ts";
import { limited } from "./limited.ts";
import { migrateOnce } from "./migrate.ts";
import type { MigrateOptions } from "./migrate.ts";
import { explain, runOn, transactOn } from "./postgres-transaction.ts";

/**
 * Writers of this process at a time. They wait for one another in the database anyway; the second sends its request for the
 * lock while the first one's commit reaches the disk.
 */
const WRITERS = 2;
const READERS = 8;
const MOST_WAITING = 10_000;

const CONNECT_TIMEOUT_MS = 5000;
/** On this side, since a pooler passes no such setting on; later than the database's own timeout for a writer. */
const QUERY_TIMEOUT_MS = 12_000;

/** Held by whoever migrates, until the transaction ends; a number that nobody else uses in this database. */
const MIGRATION_LOCK = "select pg_advisory_xact_lock(7301960513)";

/** Counts and sequence numbers stay far below 2^53. */
const INT8 = 20;
const types: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text") =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as CustomTypesConfig["getTypeParser"],
};

export function createPool(url: string, limits: { max: number; query_timeout?: number }): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    fallback_application_name: "jeton",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types,
    ...limits,
  });
  // A connection that breaks is replaced, and whatever statement ran on it has its own error: without listeners Node would
  // end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
  });
  return pool;
}

/** On a connection of its own, since a migration may take its time. */
async function migrate(url: string, options: MigrateOptions): Promise<void> {
  const pool = createPool(url, { max: 1 });
  try {
    for (let more = true; more;) {
      more = await transactOn(pool, async (run) => {
        await run("set local statement_timeout = 0", []);
        await run(MIGRATION_LOCK, []);
        return migrateOnce(run, postgresDialect, options);
      });
    }
  } finally {
    await pool.end();
  }
}

export async function openPostgres(url: string, options: MigrateOptions): Promise<Engine> {
  await migrate(url, options);
  const pool = createPool(url, { max: READERS + WRITERS, query_timeout: QUERY_TIMEOUT_MS });
  const readers = limited({ atOnce: READERS, waiting: MOST_WAITING });
  const writers = limited({ atOnce: WRITERS, waiting: MOST_WAITING });
  const run = runOn(pool);
  let closing: Promise<void> | undefined;

  const close = async (): Promise<void> => {
    await Promise.all([readers.idle(), writers.idle()]);
    await pool.end();
  };
  const read: Engine["read"] = async (statement, parameters) => {
    try {
      return await run(statement, parameters);
    } catch (error) {
      throw explain(error);
    }
  };
  return {
    dialect: postgresDialect,
    read: (statement, parameters) =>
      closing === undefined ? readers.run(() => read(statement, parameters)) : Promise.reject(closedError()),
    transact: (work) =>
      closing === undefined ? writers.run(() => transactOn(pool, work)) : Promise.reject(closedError()),
    close: () => (closing ??= close()),
  };
}
