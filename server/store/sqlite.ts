import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { setImmediate } from "node:timers/promises";

import { sqliteDialect } from "./dialect.ts";
import type { Run } from "./dialect.ts";
import { closedError, storeError } from "./driver-error.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { groupCommit } from "./group-commit.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { MigrateOptions } from "./migrate.ts";
import { codeOf, connect, connectTo, whenFree, whenUnlocked } from "./sqlite-connection.ts";
import type { Connection } from "./sqlite-connection.ts";
import { migrateSqlite } from "./sqlite-migrate.ts";
import { connectOnThread } from "./sqlite-writer.ts";
import type { ThreadConnection } from "./sqlite-writer.ts";
import { touchedRows } from "./touched-rows.ts";

/** What is answered at once lets nothing in between: without this, one request with many statements would keep all others waiting. */
const LONGEST_TURN_MS = 10;

/** https://sqlite.org/rescode.html: what is our fault: ERROR, TOOBIG, CONSTRAINT, MISMATCH, MISUSE, RANGE. */
const OURS: ReadonlySet<number> = new Set([1, 18, 19, 20, 21, 25]);

function explain(error: unknown): Error {
  const code = codeOf(error);
  if (code !== undefined) {
    return storeError(error, OURS.has(code));
  }
  return error instanceof Error ? error : new Error("SQLite failed", { cause: error });
}

/** The folder for its owner alone, and the file, from which SQLite takes the mode of the files beside it. */
async function createFile(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "a", 0o600);
  await handle.close();
}

async function migrate(file: string, writer: ThreadConnection, options: MigrateOptions): Promise<void> {
  await whenFree(file, () => writer.run("begin immediate", []));
  try {
    await migrateSqlite({ file, run: writer.run, openReader: () => connectTo(file).database }, options);
    await writer.run("commit", []);
  } catch (error) {
    if (writer.isOpen()) {
      await writer.run("rollback", []);
    }
    throw explain(error);
  }
}

/** One connection writes, on a thread of its own; another reads, and so sees only what is committed. */
export async function openSqlite(file: string, options: EngineOptions): Promise<Engine> {
  await createFile(file);
  const writer = await connectOnThread(file);
  try {
    await migrate(file, writer, options);
    const reader = await connect(file);
    reader.database.exec("pragma query_only = on");
    return engineOver({ file, writer, reader, beforeCommit: options.beforeCommit });
  } catch (error) {
    await writer.close();
    throw error;
  }
}

interface Connections {
  readonly file: string;
  readonly writer: ThreadConnection;
  readonly reader: Connection;
  readonly beforeCommit: EngineOptions["beforeCommit"];
}

/** Reads in this thread, each at once, by turns with everything else. */
interface Reading {
  readonly run: Run;
  /** Lets others in, if it was long ago that they were. */
  readonly takeTurn: () => Promise<void>;
  /** Closes once nobody waits for a turn. */
  readonly close: () => Promise<void>;
}

function readingBy(reader: Connection): Reading {
  let turnStart = performance.now();
  let yielding = 0;
  const takeTurn = async (): Promise<void> => {
    if (performance.now() - turnStart > LONGEST_TURN_MS) {
      yielding += 1;
      await setImmediate();
      yielding -= 1;
      turnStart = performance.now();
    }
  };
  return {
    takeTurn,
    run: async (statement, parameters) => {
      await takeTurn();
      return reader.answer(statement, parameters);
    },
    close: async () => {
      while (yielding > 0) await setImmediate();
      reader.database.close();
    },
  };
}

interface Writing extends GroupCommit {
  readonly close: () => Promise<void>;
}

function writingBy(
  { file, writer: first, beforeCommit }: Omit<Connections, "reader">,
  reading: Reading,
): Writing {
  let writer = first;
  /** What the open transaction has written. */
  const touched = touchedRows();
  /** Whether a statement whose answer nobody needs is not waited for. */
  let isHasty = false;
  /** What the transaction has not written is as everybody sees it, since its lock keeps others from writing. */
  const run: Run = async (statement, parameters, effect) => {
    if (effect && "reads" in effect) {
      if (!touched.has(effect.reads)) return reading.run(statement, parameters);
      const rows = touched.left(effect.reads);
      return rows ? { rows, changes: 0 } : writer.run(statement, parameters);
    }
    touched.note(effect?.writes, effect?.left);
    if (effect === undefined || effect.isCounted || !isHasty) {
      return writer.run(statement, parameters);
    }
    await reading.takeTurn();
    writer.tell(statement, parameters);
    return { rows: [], changes: 0 };
  };
  const group = groupCommit({
    beforeCommit,
    begin: async (hasty) => {
      if (writer.isLost()) writer = await connectOnThread(file);
      touched.clear();
      isHasty = hasty;
      await whenUnlocked(() => writer.run("begin immediate", []));
    },
    run,
    execute: (statement) => writer.run(statement, []),
    tell: (statement) => {
      writer.tell(statement);
    },
    undo: (savepoint) => {
      touched.forgetLeft();
      writer.tell(`rollback to ${savepoint}`);
      writer.tell(`release ${savepoint}`);
    },
    isOpen: () => writer.isOpen(),
    isBroken: () => writer.isBroken(),
    explain,
  });
  return { ...group, close: () => writer.close() };
}

function engineOver({ reader, ...connections }: Connections): Engine {
  const reading = readingBy(reader);
  const writing = writingBy(connections, reading);
  let closing: Promise<void> | undefined;
  const transact: Engine["transact"] = (work) =>
    closing === undefined ? writing.transact(work) : Promise.reject(closedError());
  const close = async (): Promise<void> => {
    await writing.idle();
    await reading.close();
    await writing.close();
  };
  return {
    dialect: sqliteDialect,
    read: async (statement, parameters) => {
      if (closing !== undefined) {
        throw closedError();
      }
      try {
        return await reading.run(statement, parameters);
      } catch (error) {
        throw explain(error);
      }
    },
    first: (statement, parameters) => {
      if (closing !== undefined) {
        throw closedError();
      }
      return reader.first(statement, parameters);
    },
    transact,
    // All wait for one lock.
    transactBriefly: transact,
    close: () => (closing ??= close()),
  };
}
