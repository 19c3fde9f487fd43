import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import { setImmediate, setTimeout } from "node:timers/promises";

import { sqliteDialect } from "./dialect.ts";
import type { Answer, Parameter, Run, SqlValue } from "./dialect.ts";
import { closedError, storeError } from "./driver-error.ts";
import type { Engine } from "./engine.ts";
import { groupCommit } from "./group-commit.ts";
import { keeping } from "./kept.ts";
import type { MigrateOptions } from "./migrate.ts";
import { migrateSqlite } from "./sqlite-migrate.ts";

/** How long this process waits for another one's lock. SQLite's own waiting blocks every request, so that is short. */
const LOCK_WAIT_MS = 5000;
const BLOCKING_WAIT_MS = 50;
const LOCK_POLL_MS = 5;
/** SQLite answers within the call: without this, one request with many reads would let no other one in between. */
const READING_TURN_MS = 10;

/** https://sqlite.org/rescode.html: what is our fault: ERROR, TOOBIG, CONSTRAINT, MISMATCH, MISUSE, RANGE. */
const OURS: ReadonlySet<number> = new Set([1, 18, 19, 20, 21, 25]);
const BUSY = 5;

/** The primary result code of an error of SQLite. */
function codeOf(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : undefined;
}

function explain(error: unknown): Error {
  const code = codeOf(error);
  if (code !== undefined) {
    return storeError(error, OURS.has(code));
  }
  return error instanceof Error ? error : new Error("SQLite failed", { cause: error });
}

interface Connection {
  readonly database: DatabaseSync;
  readonly run: Run;
  /** For statements that give no rows. */
  readonly execute: (statement: string) => void;
}

/** SQLite has no lists: the dialect sends them as JSON. */
function scalar(parameter: Parameter): SqlValue {
  if (typeof parameter === "object" && parameter !== null) {
    throw new TypeError("SQLite takes no lists");
  }
  return parameter;
}

/** A connection as SQLite makes it, without our settings. */
export function connectTo(file: string, options: { readonly readOnly?: boolean } = {}): Connection {
  const database = new DatabaseSync(file, { timeout: BLOCKING_WAIT_MS, ...options });
  const prepared = keeping<{ readonly statement: StatementSync; readonly hasRows: boolean }>();

  const prepare = (text: string) =>
    prepared(text, () => {
      const statement = database.prepare(text);
      return { statement, hasRows: statement.columns().length > 0 };
    });
  const answer = (text: string, parameters: readonly Parameter[]): Answer => {
    const { statement, hasRows } = prepare(text);
    const values = parameters.map(scalar);
    return hasRows
      ? { rows: statement.all(...values), changes: 0 }
      : { rows: [], changes: Number(statement.run(...values).changes) };
  };
  return {
    database,
    // What is thrown while the promise is made rejects it.
    run: (text, parameters) =>
      new Promise((resolve) => {
        resolve(answer(text, parameters));
      }),
    execute: (text) => {
      answer(text, []);
    },
  };
}

/** Tries again while another connection has the lock. */
async function whenUnlocked(attempt: () => void): Promise<void> {
  const deadline = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      attempt();
      return;
    } catch (error) {
      if (codeOf(error) !== BUSY || performance.now() > deadline) {
        throw error;
      }
    }
    await setTimeout(LOCK_POLL_MS);
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
export async function connect(file: string): Promise<Connection> {
  const connection = connectTo(file);
  try {
    await configure(connection);
  } catch (error) {
    connection.database.close();
    throw error;
  }
  return connection;
}

/** The folder for its owner alone, and the file, from which SQLite takes the mode of the files beside it. */
async function createFile(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "a", 0o600);
  await handle.close();
}

async function migrate(file: string, writer: Connection, options: MigrateOptions): Promise<void> {
  await whenUnlocked(() => {
    writer.execute("begin immediate");
  });
  try {
    await migrateSqlite({ file, run: writer.run, openReader: () => connectTo(file).database }, options);
    writer.execute("commit");
  } catch (error) {
    if (writer.database.isTransaction) {
      writer.execute("rollback");
    }
    throw explain(error);
  }
}

/** One connection writes; another reads, and so sees only what is committed. */
export async function openSqlite(file: string, options: MigrateOptions): Promise<Engine> {
  await createFile(file);
  const writer = await connect(file);
  try {
    await migrate(file, writer, options);
    const reader = await connect(file);
    reader.database.exec("pragma query_only = on");
    return engineOver(writer, reader);
  } catch (error) {
    writer.database.close();
    throw error;
  }
}

function engineOver(writer: Connection, reader: Connection): Engine {
  let closing: Promise<void> | undefined;
  let turnStart = performance.now();
  /** Reads that let others in before them. */
  let yielding = 0;
  const group = groupCommit({
    run: writer.run,
    begin: () =>
      whenUnlocked(() => {
        writer.execute("begin immediate");
      }),
    execute: writer.execute,
    isOpen: () => writer.database.isTransaction,
    explain,
  });
  const close = async (): Promise<void> => {
    await group.idle();
    while (yielding > 0) await setImmediate();
    reader.database.close();
    writer.database.close();
  };
  return {
    dialect: sqliteDialect,
    read: async (statement, parameters) => {
      if (closing !== undefined) {
        throw closedError();
      }
      if (performance.now() - turnStart > READING_TURN_MS) {
        yielding += 1;
        await setImmediate();
        yielding -= 1;
        turnStart = performance.now();
      }
      try {
        return await reader.run(statement, parameters);
      } catch (error) {
        throw explain(error);
      }
    },
    transact: (work) => (closing === undefined ? group.transact(work) : Promise.reject(closedError())),
    close: () => (closing ??= close()),
  };
}
