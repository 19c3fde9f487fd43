import pg from "pg";
import type { CustomTypesConfig, Pool } from "pg";

import { postgresDialect } from "./dialect.ts";
import type { Answer, Effect, Run } from "./dialect.ts";
import { closedError } from "./driver-error.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { limited, type Limited } from "./limited.ts";
import type { MigrateOptions } from "./migrate.ts";
import { forApart, openApart } from "./postgres-apart.ts";
import { cancelOn } from "./postgres-cancel.ts";
import { migratePostgres } from "./postgres-migrate.ts";
import { withRemedy } from "./postgres-problem.ts";
import { codeOf, explain, runOn, transactOn } from "./postgres-transaction.ts";

/**
 * Writers of this process at a time. They wait for one another in the database anyway; the second sends its request for the
 * lock while the first one's commit reaches the disk.
 */
const WRITERS = 2;
/** Those of them that take no lock which others wait for, besides: a use that verification counts waits for no administrator. */
const BRIEF_WRITERS = 2;
const READERS = 8;
/** Of them the ones that may look through many rows, as lists do: verification, which asks for a few, finds others free. */
const LONG_READERS = 4;
const MOST_WAITING = 10_000;

const CONNECT_TIMEOUT_MS = 5000;
/**
 * A read has no transaction that could carry the database's own timeout, and a setting of the connection would reach others
 * through a pooler: after so long the database is asked to end it.
 */
const READ_TIMEOUT_MS = 10_000;
/** On this side, for a database that does not answer at all: later than its own timeouts. The connection is thrown away. */
const QUERY_TIMEOUT_MS = 12_000;

/** See Engine. */
export const TIME = "select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms";

/** Counts and sequence numbers stay far below 2^53. */
const INT8 = 20;
const types: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text") =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as CustomTypesConfig["getTypeParser"],
};

/**
 * Whenever TLS is asked for, the certificate and its name are checked, as the driver does now and its next version will not,
 * of which it warns. `sslmode=no-verify` and `uselibpqcompat=true` say otherwise.
 */
function checkingCertificates(url: string): string {
  return /[?&]uselibpqcompat=true/.test(url)
    ? url
    : url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, "$1verify-full");
}

export function createPool(url: string, limits: pg.PoolConfig): Pool {
  const pool = new pg.Pool({
    connectionString: checkingCertificates(url),
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
    await migratePostgres(pool, options);
  } catch (error) {
    throw withRemedy(error);
  } finally {
    await pool.end();
  }
}

interface PostgresOptions extends EngineOptions {
  /** Milliseconds that a read may take; for tests. */
  readonly readTimeout?: number;
}

/** @throws Error that says why the database cannot be used, and what to do */
export async function openPostgres(url: string, options: PostgresOptions): Promise<Engine> {
  await migrate(url, options);
  const pool = createPool(url, { max: READERS + WRITERS + BRIEF_WRITERS, query_timeout: QUERY_TIMEOUT_MS });
  const { end, ...apart } = openApart(createPool(url, forApart));
  const readers = limited({ atOnce: READERS, waiting: MOST_WAITING });
  const longReaders = limited({ atOnce: LONG_READERS, waiting: MOST_WAITING });
  const writers = limited({ atOnce: WRITERS, waiting: MOST_WAITING });
  const briefWriters = limited({ atOnce: BRIEF_WRITERS, waiting: MOST_WAITING });
  const read = reading(pool, options.readTimeout ?? READ_TIMEOUT_MS);
  let closing: Promise<void> | undefined;

  const flushed =
    <T>(work: (run: Run) => Promise<T>) =>
    async (run: Run): Promise<T> => {
      const result = await work(run);
      await options.beforeCommit?.();
      return result;
    };
  const transacting =
    ({ run }: Limited): Engine["transact"] =>
    async (work) => {
      if (closing !== undefined) throw closedError();
      return run(() => transactOn(pool, flushed(work)));
    };
  const close = async (): Promise<void> => {
    await longReaders.idle();
    await Promise.all([readers.idle(), writers.idle(), briefWriters.idle()]);
    await Promise.all([pool.end(), end()]);
  };
  return {
    apart,
    dialect: postgresDialect,
    timeStatement: TIME,
    read: async (statement, parameters, effect) => {
      if (closing !== undefined) throw closedError();
      const inTurn = (): Promise<Answer> => readers.run(() => read(statement, parameters));
      return isLong(effect) ? longReaders.run(inTurn) : inTurn();
    },
    transact: transacting(writers),
    transactBriefly: transacting(briefWriters),
    close: () => (closing ??= close()),
  };
}

function isLong(effect: Effect | undefined): boolean {
  return effect !== undefined && "reads" in effect && effect.isLong === true;
}

/** Statements on what is committed, each by itself. */
function reading(pool: Pool, timeout: number): Run {
  return async (statement, parameters) => {
    const client = await pool.connect().catch((error: unknown) => {
      throw explain(error);
    });
    const overdue = setTimeout(() => cancelOn(client), timeout);
    try {
      const answer = await runOn(client)(statement, parameters);
      client.release();
      return answer;
    } catch (error) {
      // What the database says leaves the connection as it was.
      client.release(codeOf(error) === "");
      throw explain(error);
    } finally {
      clearTimeout(overdue);
    }
  };
}
