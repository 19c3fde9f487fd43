import type { Problem } from "../contract/problem.ts";

/** Milliseconds. */
const times = {
  /** How long what was loaded is used without asking anew. */
  fresh: 10 * 60_000,
  /** How long it is used when its source does not answer: a key that was withdrawn is trusted no longer. */
  stale: 60 * 60_000,
  /** Between two loads, whatever strangers ask for. */
  between: 30_000,
  /** After one that failed. */
  afterFailure: 5_000,
} as const;

const MOST_SOURCES = 1_000;

interface Known<T> {
  value?: T;
  loadedAt: number;
  /** When the next load may be. */
  notBefore: number;
  failure?: Problem;
  pending?: Promise<void> | undefined;
}

/** What issuers publish, by their names. @throws Problem of `failed` when it cannot be had */
export type KeptFresh<T> = (issuer: string, newer?: boolean) => Promise<T>;

/**
 * Loads what issuers publish, and not more often than it changes.
 * @param now milliseconds since 1970
 */
export function keepFresh<T>({
  load,
  failed,
  now,
}: {
  readonly load: (issuer: string) => Promise<T>;
  readonly failed: (cause?: unknown) => Problem;
  readonly now: () => number;
}): KeptFresh<T> {
  const known = new Map<string, Known<T>>();

  const knownOf = (issuer: string): Known<T> => {
    const entry = known.get(issuer) ?? { loadedAt: -Infinity, notBefore: -Infinity };
    // The one asked for last goes last.
    known.delete(issuer);
    known.set(issuer, entry);
    const [oldest] = known.keys();
    if (known.size > MOST_SOURCES && oldest !== undefined) known.delete(oldest);
    return entry;
  };

  const refresh = async (issuer: string, entry: Known<T>): Promise<void> => {
    try {
      entry.value = await load(issuer);
      entry.loadedAt = now();
      entry.notBefore = now() + times.between;
    } catch (cause) {
      entry.failure = failed(cause);
      entry.notBefore = now() + times.afterFailure;
    } finally {
      entry.pending = undefined;
    }
  };

  return async (issuer, newer = false) => {
    const entry = knownOf(issuer);
    const isFresh = now() - entry.loadedAt < times.fresh;
    if ((!isFresh || newer) && (entry.pending !== undefined || now() >= entry.notBefore)) {
      await (entry.pending ??= refresh(issuer, entry));
    }
    if (entry.value !== undefined && now() - entry.loadedAt < times.stale) return entry.value;
    throw entry.failure ?? failed();
  };
}
