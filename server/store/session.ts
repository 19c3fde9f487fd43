import type { Run } from "./dialect.ts";

/** What one piece of work may do with its transaction. */
export interface Session {
  readonly run: Run;
  /** The driver's error of the first statement that failed. */
  readonly failure: () => unknown;
  /** No statement after this; rejects when one failed, even though the work went on regardless. */
  readonly end: () => Promise<void>;
}

/**
 * Runs the statements of one piece of work one after another and none after its end, since the connection is another's by
 * then. PostgreSQL lets nothing of a transaction pass once a statement failed; so does this, on every database.
 *
 * `raw` rejects with the driver's error, `explain` makes ours of it.
 */
export function openSession(raw: Run, explain: (error: unknown) => Error): Session {
  let ended = false;
  let failed: { readonly raw: unknown; readonly error: Error } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const runAfter = async (before: Promise<unknown>, [statement, parameters, effect]: Parameters<Run>) => {
    await before;
    if (failed !== undefined) {
      throw failed.error;
    }
    try {
      return await raw(statement, parameters, effect);
    } catch (error) {
      failed ??= { raw: error, error: explain(error) };
      throw failed.error;
    }
  };

  return {
    run: (...asked) => {
      if (ended) {
        return Promise.reject(new Error("The transaction has ended"));
      }
      const answer = runAfter(last, asked);
      last = answer.catch(() => undefined);
      return answer;
    },
    failure: () => failed?.raw,
    end: async () => {
      ended = true;
      await last;
      if (failed !== undefined) {
        throw failed.error;
      }
    },
  };
}
