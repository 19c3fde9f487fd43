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
  /** @param isHasty whether statements that nobody needs an answer to are not waited for */
  readonly begin: (isHasty: boolean) => Promise<void>;
  /** A statement of a piece. */
  readonly run: Run;
  /** A statement that only begins or ends something. */
  readonly execute: (statement: string) => Promise<unknown>;
  /** The same, and nobody waits for its end; if it fails, so does all that follows until the rollback of all. */
  readonly tell: (statement: string) => void;
  /** What was written since the savepoint is taken back. */
  readonly undo: (savepoint: string) => void;
  readonly beforeCommit?: (() => Promise<void>) | undefined;
  /** Whether a transaction is open: SQLite ends it by itself on some errors (https://sqlite.org/lang_transaction.html). */
  readonly isOpen: () => boolean;
  /** Whether something has failed that nobody waited for. */
  readonly isBroken: () => boolean;
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
    writer.tell("release piece");
    return { result };
  } catch (error) {
    await session.end().catch(() => undefined);
    if (writer.isBroken() || !writer.isOpen()) {
      throw storeError(error, false);
    }
    writer.undo("piece");
    return { error };
  }
}

/** All of them in one transaction; gives what to tell their callers. Rejects when nothing of it remains. */
async function attempt(
  writer: Writer,
  pieces: readonly Piece[],
  isHasty: boolean,
): Promise<readonly (() => void)[]> {
  const answers: (() => void)[] = [];
  await writer.begin(isHasty);
  for (const piece of pieces) {
    answers.push(await piece.run());
  }
  if (writer.beforeCommit) {
    // By its answer all that was told has succeeded.
    await writer.execute("select 1");
    await writer.beforeCommit();
  }
  await writer.execute("commit");
  return answers;
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
  // Whose statement failed that nobody waited for is not known, and later ones went by what it had written: all of them
  // are run again, and each statement is waited for.
  for (const isHasty of [true, false]) {
    try {
      for (const answer of await attempt(writer, pieces, isHasty)) {
        answer();
      }
      return;
    } catch (error) {
      const isAgain = isHasty && writer.isBroken() && writer.isOpen();
      await rollBack(writer);
      if (isAgain) continue;
      const refusal = writer.explain(error);
      for (const piece of pieces) {
        piece.refuse(refusal);
      }
      return;
    }
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
