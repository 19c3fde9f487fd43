import type { ChainEnd, Store } from "../domain/store.ts";

export interface CheckpointJob {
  /** Writes one now, if there are entries that none covers; resolves even when that fails. */
  readonly write: () => Promise<void>;
  /** Ends the timer and writes a last one. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds. */
const INTERVAL = 60_000;

/** Signs where the audit ends, once a minute while it grows and at the end. */
export function createCheckpointJob({
  store,
  covered,
  append,
  onError,
}: {
  readonly store: Pick<Store, "auditHead">;
  /** The last entry that a checkpoint covers already. */
  readonly covered: number;
  /** Keeps it for good before it resolves. */
  readonly append: (end: ChainEnd) => Promise<void>;
  readonly onError: (cause: unknown) => void;
}): CheckpointJob {
  let last = covered;
  let writing = Promise.resolve();

  const writeOnce = async (): Promise<void> => {
    try {
      const end = await store.auditHead();
      if (end.sequence === last) return;
      await append(end);
      last = end.sequence;
    } catch (cause) {
      onError(cause);
    }
  };
  const write = (): Promise<void> => (writing = writing.then(writeOnce));
  const timer = setInterval(() => void write(), INTERVAL);
  timer.unref();

  return {
    write,
    stop: () => {
      clearInterval(timer);
      return write();
    },
  };
}
