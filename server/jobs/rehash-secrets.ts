import type { OldHash } from "../domain/secrets/secrets.ts";

export interface RehashJob {
  /** Notes a secret, to be hashed anew within a second. */
  readonly note: (old: OldHash) => void;
  /** Stores what was noted; resolves even when that fails. */
  readonly flush: () => Promise<void>;
  /** Ends the timer and flushes a last time. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds. */
const INTERVAL = 1_000;
/** Secrets in one transaction: others wait for it. The rest is noted again when it is used again. */
const MOST_AT_ONCE = 500;

/** Moves secrets to the newer salt as they are used, together and off the path of requests. */
export function createRehashJob({
  rehash,
  onError,
}: {
  readonly rehash: (olds: readonly OldHash[]) => Promise<void>;
  readonly onError: (cause: unknown) => void;
}): RehashJob {
  let noted = new Map<string, OldHash>();
  let flushing = Promise.resolve();

  const flushOnce = async (): Promise<void> => {
    if (noted.size === 0) return;
    const batch = [...noted.values()];
    noted = new Map();
    try {
      await rehash(batch);
    } catch (cause) {
      onError(cause);
    }
  };
  const flush = (): Promise<void> => (flushing = flushing.then(flushOnce));
  const timer = setInterval(() => void flush(), INTERVAL);
  timer.unref();

  return {
    note: (old) => {
      if (noted.size < MOST_AT_ONCE) noted.set(old.secretId, old);
    },
    flush,
    stop: () => {
      clearInterval(timer);
      return flush();
    },
  };
}
