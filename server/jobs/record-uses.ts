import type { Store, Uses } from "../domain/store.ts";

export interface UseRecorder {
  /** Notes a use, to be stored within a second. */
  readonly record: (use: Uses) => void;
  /** Whether a use of the token was noted that is not known to be stored yet. */
  readonly isNoted: (tokenId: string) => boolean;
  /** Stores what was noted; resolves even when that fails, and keeps it for the next time. */
  readonly flush: () => Promise<void>;
  /** Ends the timer and flushes a last time. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds. */
const INTERVAL = 1_000;
/** Tokens whose uses are held in memory at most; counts beyond that are given up while the database is away. */
const MAX_TOKENS = 50_000;

/**
 * Counts uses in memory, off the path of requests, and stores them together. A crash loses a second of them: what
 * decides something is not among them, see domain/token-use.ts.
 */
export function createUseRecorder({
  store,
  onError,
}: {
  readonly store: Pick<Store, "recordUses">;
  readonly onError: (cause: unknown) => void;
}): UseRecorder {
  let noted = new Map<string, Uses>();
  let underWay: ReadonlyMap<string, Uses> = new Map();
  let flushing = Promise.resolve();

  const add = (uses: Uses): void => {
    const before = noted.get(uses.tokenId);
    if (before) noted.set(uses.tokenId, merge(before, uses));
    else if (noted.size < MAX_TOKENS) noted.set(uses.tokenId, uses);
  };

  const flushOnce = async (): Promise<void> => {
    if (noted.size === 0) return;
    underWay = noted;
    noted = new Map();
    const batch = [...underWay.values()];
    try {
      await store.recordUses(batch);
    } catch (cause) {
      for (const uses of batch) add(uses);
      onError(cause);
    }
    underWay = new Map();
  };

  const flush = (): Promise<void> => (flushing = flushing.then(flushOnce));
  const timer = setInterval(() => void flush(), INTERVAL);
  timer.unref();

  return {
    record: add,
    isNoted: (tokenId) => noted.has(tokenId) || underWay.has(tokenId),
    flush,
    stop: () => {
      clearInterval(timer);
      return flush();
    },
  };
}

/** Both counted, and the later one's circumstances. */
function merge(one: Uses, other: Uses): Uses {
  const [later, sooner] = one.at > other.at ? [one, other] : [other, one];
  const extension = later.extension ?? sooner.extension;
  return { ...later, ...(extension && { extension }), count: one.count + other.count };
}
