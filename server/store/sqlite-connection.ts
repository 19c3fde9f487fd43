import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";

import type { Answer, Parameter, Run, SqlValue } from "./dialect.ts";
import { keeping } from "./kept.ts";

/** How long this process waits for another one's lock. SQLite's own waiting blocks the thread, so that is short. */
const LOCK_WAIT_MS = 5000;
const BLOCKING_WAIT_MS = 50;
const LOCK_POLL_MS = 5;

const BUSY = 5;

/** The primary result code of an error of SQLite. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : undefined;
}

export interface Connection {
  readonly database: DatabaseSync;
  /** Runs one statement. Throws the driver's error. */
  readonly answer: (statement: string, parameters: readonly Parameter[]) => Answer;
  /** The same. */
  readonly run: Run;
  /** The first row of the answer, its values in the order of the columns. */
  readonly first: (statement: string, parameters: readonly Parameter[]) => readonly SqlValue[] | undefined;
}

export interface ConnectionOptions {
  readonly readOnly?: boolean;
  /** Milliseconds that a statement blocks its thread for another connection's lock. */
  readonly timeout?: number;
}

/** SQLite has no lists: the dialect sends them as JSON. */
function scalar(parameter: Parameter): SqlValue {
  if (typeof parameter === "object" && parameter !== null) {
    throw new TypeError("SQLite takes no lists");
  }
  return parameter;
}

/** A connection as SQLite makes it, without our settings. */
export function connectTo(file: string, options: ConnectionOptions = {}): Connection {
  const database = new DatabaseSync(file, { timeout: BLOCKING_WAIT_MS, ...options });
  const prepared = keeping<{ readonly statement: StatementSync; readonly hasRows: boolean }>();

  const prepare = (text: string) =>
    prepared(text, () => {
      const statement = database.prepare(text);
      return { statement, hasRows: statement.columns().length > 0 };
    });
  const preparedFirst = keeping<StatementSync>();
  const first: Connection["first"] = (text, parameters) => {
    const statement = preparedFirst(text, () => {
      const made = database.prepare(text);
      made.setReturnArrays(true);
      return made;
    });
    // That setting makes a list of a row, which the driver's types do not say.
    return statement.get(...parameters.map(scalar)) as unknown as readonly SqlValue[] | undefined;
  };
  const answer: Connection["answer"] = (text, parameters) => {
    const { statement, hasRows } = prepare(text);
    const values = parameters.map(scalar);
    return hasRows
      ? { rows: statement.all(...values), changes: 0 }
      : { rows: [], changes: Number(statement.run(...values).changes) };
  };
  return {
    database,
    answer,
    first,
    // What is thrown while the promise is made rejects it.
    run: (text, parameters) =>
      new Promise((resolve) => {
        resolve(answer(text, parameters));
      }),
  };
}

/** Tries again while another connection has the lock. */
export async function whenUnlocked(attempt: () => unknown): Promise<void> {
  const deadline = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (codeOf(error) !== BUSY || performance.now() > deadline) {
        throw error;
      }
    }
    await setTimeout(LOCK_POLL_MS);
  }
}

/**
 * The same before long work on all of a database.
 * @throws Error that says what to do, where another one is at such work
 */
export async function whenFree(file: string, attempt: () => unknown): Promise<void> {
  try {
    await whenUnlocked(attempt);
  } catch (cause) {
    if (codeOf(cause) !== BUSY) throw cause;
    const message = `another process is changing ${file} (restores it, or brings its schema up to date); try again once it is done`;
    throw new Error(message, { cause });
  }
}

/** https://sqlite.org/pragma.html; a commit is on the disk when it is acknowledged. */
async function configure({ database }: Connection): Promise<void> {
  await whenUnlocked(() => {
    const [mode] = Object.values(database.prepare("pragma journal_mode = wal").get() ?? {});
    if (mode !== "wal") {
      throw new Error(
        `The database's file system does not support write-ahead logging (got ${String(mode)})`,
      );
    }
  });
  database.exec("pragma synchronous = full");
  database.exec("pragma foreign_keys = on");
  database.exec("pragma trusted_schema = off");
  database.exec("pragma cell_size_check = on");
}

/** A connection with the settings that every one of ours has. */
export async function connect(file: string, options: ConnectionOptions = {}): Promise<Connection> {
  const connection = connectTo(file, options);
  try {
    await configure(connection);
  } catch (error) {
    connection.database.close();
    throw error;
  }
  return connection;
}
