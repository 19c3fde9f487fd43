import { setTimeout } from "node:timers/promises";

import pg from "pg";
import type { Pool, PoolClient } from "pg";

import { Problem } from "../contract/problem.ts";
import type { Run } from "./dialect.ts";
import { storeError } from "./driver-error.ts";
import { openSession } from "./session.ts";

const STATEMENT_TIMEOUT_MS = 10_000;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: two transactions stood in each other's way. */
const RETRYABLE: ReadonlySet<string> = new Set(["40001", "40P01"]);
const MOST_TRIES = 10;
const RETRY_STEP_MS = 5;
/** Classes of what is our fault: data exception, constraint violation, syntax error. */
const OURS = /^(22|23|42)/;

/** Nothing of the session is relied on, so that a pooler may give each transaction another connection. */
const BEGIN = `begin isolation level read committed;
set local synchronous_commit = on;
set local statement_timeout = ${String(STATEMENT_TIMEOUT_MS)};
set local idle_in_transaction_session_timeout = ${String(STATEMENT_TIMEOUT_MS)}`;

/** The SQLSTATE of an error of the database; empty for any other. */
export const codeOf = (error: unknown): string => (error instanceof pg.DatabaseError && error.code) || "";

export const explain = (error: unknown): Error => storeError(error, OURS.test(codeOf(error)));

export function runOn(client: Pool | PoolClient): Run {
  return async (text, parameters) => {
    // Without a name the statement lives in one round trip, which every pooler takes.
    const { rows, rowCount } = await client.query<Record<string, unknown>>(text, [...parameters]);
    return { rows, changes: rowCount ?? 0 };
  };
}

/** `driver` is the error of the driver, if it was one; it tells whether another try may succeed. */
interface Failed {
  readonly error: unknown;
  readonly driver: unknown;
}

/**
 * Errors after which a commit may have happened: none of the database (the connection is gone, or it took too long), one of
 * the connection (class 08), an end of the backend (57P) and statement_completion_unknown. Any other says that it has not.
 */
const MAYBE_COMMITTED = /^(?:|08.*|57P.*|40003)$/;

async function commit(client: PoolClient): Promise<Failed | undefined> {
  try {
    // A transaction in which something failed answers a commit with ROLLBACK and no error.
    const { command } = await client.query("commit");
    if (command === "COMMIT") return undefined;
    return { error: new Error(`The database answered a commit with ${command}`), driver: undefined };
  } catch (driver) {
    const error = MAYBE_COMMITTED.test(codeOf(driver)) ? unknownOutcome(driver) : explain(driver);
    return { error, driver };
  }
}

/** Neither tried again here nor told as a failure: either could be wrong. */
function unknownOutcome(cause: unknown): Problem {
  const detail =
    "The connection to the database was lost while the change was committed: it was made, or it was not. Look before you ask again, or repeat the request with the same Idempotency-Key.";
  return new Problem("unavailable", detail, { cause });
}

/** A connection that cannot even roll back is thrown away, and the database rolls back. */
async function discard(client: PoolClient, driver: unknown): Promise<void> {
  if (driver !== undefined && codeOf(driver) === "") {
    client.release(true);
    return;
  }
  await client.query("rollback").then(
    () => client.release(),
    () => client.release(true),
  );
}

async function attempt<T>(
  client: PoolClient,
  work: (run: Run) => Promise<T>,
): Promise<{ readonly result: T } | Failed> {
  const session = openSession(runOn(client), explain);
  let working = false;
  try {
    await client.query(BEGIN);
    working = true;
    const result = await work(session.run);
    await session.end();
    const uncommitted = await commit(client);
    if (uncommitted) {
      await discard(client, uncommitted.driver);
      return uncommitted;
    }
    client.release();
    return { result };
  } catch (error) {
    await session.end().catch(() => undefined);
    const driver = working ? session.failure() : error;
    await discard(client, driver);
    return { error: working ? error : explain(error), driver };
  }
}

/** Runs `work` in a transaction, again when it and another one stood in each other's way. */
export async function transactOn<T>(pool: Pool, work: (run: Run) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const client = await pool.connect().catch((error: unknown) => {
      throw explain(error);
    });
    const outcome = await attempt(client, work);
    if ("result" in outcome) {
      return outcome.result;
    }
    if (tries === MOST_TRIES || !RETRYABLE.has(codeOf(outcome.driver))) {
      throw outcome.error;
    }
    await setTimeout(tries * RETRY_STEP_MS);
  }
}
