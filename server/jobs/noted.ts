export interface Noted<T> {
  /** Notes something, to be stored within a second. */
  readonly record: (item: T) => void;
  /** Whether something of that key was noted that is not known to be stored yet. */
  readonly isNoted: (key: string) => boolean;
  /** Stores what was noted; resolves even when that fails, and keeps it for the next time. */
  readonly flush: () => Promise<void>;
  /** Ends the timer and flushes a last time. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds. */
const INTERVAL = 1_000;
/** Keys held in memory at most; what is beyond that is given up while the database is away. */
const MOST_KEYS = 50_000;

/** Gathers what has the same key in memory, off the path of requests, and stores it together. A crash loses a second of it. */
export function createNoted<T>({
  keyOf,
  merge,
  store,
  onError,
}: {
  readonly keyOf: (item: T) => string;
  readonly merge: (one: T, other: T) => T;
  readonly store: (items: readonly T[]) => Promise<void>;
  readonly onError: (cause: unknown) => void;
}): Noted<T> {
  let noted = new Map<string, T>();
  let underWay: ReadonlyMap<string, T> = new Map();
  let flushing = Promise.resolve();

  const record = (item: T): void => {
    const key = keyOf(item);
    const before = noted.get(key);
    if (before !== undefined) noted.set(key, merge(before, item));
    else if (noted.size < MOST_KEYS) noted.set(key, item);
  };

  const flushOnce = async (): Promise<void> => {
    if (noted.size === 0) return;
    underWay = noted;
    noted = new Map();
    const batch = [...underWay.values()];
    try {
      await store(batch);
    } catch (cause) {
      for (const item of batch) record(item);
      onError(cause);
    }
    underWay = new Map();
  };

  const flush = (): Promise<void> => (flushing = flushing.then(flushOnce));
  const timer = setInterval(() => void flush(), INTERVAL);
  timer.unref();

  return {
    record,
    isNoted: (key) => noted.has(key) || underWay.has(key),
    flush,
    stop: () => {
      clearInterval(timer);
      return flush();
    },
  };
}
