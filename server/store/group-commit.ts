import { Problem } from "../contract/problem.ts";
import type { Run } from "./dialect.ts";
import { storeError } from "./driver-error.ts";
import type { Engine } from "./engine.ts";
import { openSession } from "./session.ts";

/** Pieces in one transaction: with more the first would wait for long to be answered. */
const MOST_TOGETHER = 128;
/** Pieces that wait; more are refused, so that a stuck disk fills no memory. */
const MOST_WAITING = 10_000;

/** The one connection that writes. */
export interface Writer {
  /** A statement of a piece. */
  readonly run: Run;
  /** A statement that only begins or ends something. */
  readonly execute: (statement: string) => Promise<unknown>;
  readonly begin: () => Promise<void>;
  readonly beforeCommit?: (() => Promise<void>) | undefined;
  /** The same, and nobody waits for its end; if it fails, so does all that follows until a rollback. */
  readonly tell: (statement: string) => void;
  /** Whether a transaction is open: SQLite ends it by itself on some errors (https://sqlite.org/lang_transaction.html). */
  readonly isOpen: () => boolean;
  readonly explain: (error: unknown) => Error;
}

interface Piece {
  /** Runs it within the open transaction; gives what to tell its caller once that is committed. */
  readonly run: () => Promise<() => void>;
  readonly refuse: (error: Error) => void;
}

/** The work in a savepoint of its own. When this rejects, the whole transaction has failed. */
async function runPiece<T>(
  writer: Writer,
  work: (run: Run) => Promise<T>,
): Promise<{ readonly result: T } | { readonly error: unknown }> {
  writer.tell("savepoint piece");
  const session = openSession(writer.run, writer.explain);
  try {
    const result = await work(session.run);
    await session.end();
    // A statement that was not waited for has failed by now, if it did.
    await writer.execute("release piece").catch((error: unknown) => {
      throw writer.explain(error);
    });
    return { result };
  } catch (error) {
    await session.end().catch(() => undefined);
    if (!writer.isOpen()) {
      throw storeError(error, false);
    }
    writer.tell("rollback to piece");
    writer.tell("release piece");
    return { error };
  }
}

async function rollBack(writer: Writer): Promise<void> {
  try {
    if (writer.isOpen()) {
      await writer.execute("rollback");
    }
  } catch {
    // The next begin fails as well then, and says why.
  }
}

async function commit(writer: Writer, pieces: readonly Piece[]): Promise<void> {
  const answers: (() => void)[] = [];
  try {
    await writer.begin();
    for (const piece of pieces) {
      answers.push(await piece.run());
    }
    await writer.beforeCommit?.();
    await writer.execute("commit");
  } catch (error) {
    await rollBack(writer);
    const refusal = writer.explain(error);
    for (const piece of pieces) {
      piece.refuse(refusal);
    }
    return;
  }
  for (const answer of answers) {
    answer();
  }
}

export interface GroupCommit {
  readonly transact: Engine["transact"];
  /** Resolves when no piece waits or runs. */
  readonly idle: () => Promise<void>;
}

/**
 * The work of one tick of the event loop shares a transaction, and with it one wait for the disk: at full durability that
 * is many times the throughput. Each piece has a savepoint, so it fails alone; all are answered after the commit.
 */
export function groupCommit(writer: Writer): GroupCommit {
  const waiting: Piece[] = [];
  const onIdle: (() => void)[] = [];
  let busy = false;

  const flush = async (): Promise<void> => {
    await commit(writer, waiting.splice(0, MOST_TOGETHER));
    if (waiting.length > 0) {
      schedule();
      return;
    }
    busy = false;
    for (const resolve of onIdle.splice(0)) {
      resolve();
    }
  };
  const schedule = (): void => {
    busy = true;
    setImmediate(() => void flush());
  };
  const transact = <T>(work: (run: Run) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (waiting.length >= MOST_WAITING) {
        reject(new Problem("unavailable", "Too many changes are waiting to be written."));
        return;
      }
      const run = async () => {
        const outcome = await runPiece(writer, work);
        // What work throws is its own: a Problem, or the store's error.
        return () => ("result" in outcome ? resolve(outcome.result) : reject(outcome.error as Error));
      };
      waiting.push({ refuse: reject, run });
      if (!busy) {
        schedule();
      }
    });
  return {
    transact,
    idle: () => (busy ? new Promise((resolve) => onIdle.push(resolve)) : Promise.resolve()),
  };
}
