import { hash } from "node:crypto";
import type { Target } from "../authorization/authorize.ts";
import { createHoldings, type Holdings } from "../authorization/holdings.ts";
import { createScopes, type Scopes } from "../authorization/scopes.ts";
import type { SecretRow, TokenRow } from "../rows.ts";
import type { Reader } from "../store.ts";
import { createPolicies, type Policies } from "../tokens/policies.ts";
import { extendedFrom } from "../tokens/token-use.ts";
import type { EpochWatch } from "./epoch-watch.ts";
import type { Known, MemoryCounts } from "./known.ts";
import { rememberedReads } from "./remembered-reads.ts";
import { sharingTexts } from "./shared-texts.ts";

/** Milliseconds after which all is read again: of changes that are made past the server, by hand in the database. */
const LONGEST_MS = 60_000;

const MOST_TARGETS = 10_000;

/** A secret that was presented, and its token. */
interface Presented {
  readonly secret: SecretRow;
  readonly token: TokenRow;
}

/** What was read in one epoch, and stays so in it. */
export interface Remembered {
  readonly epoch: number;
  /** The token of a text, if it was accepted before and still is, as far as its text, state and times go. */
  readonly find: (text: string) => Known | undefined;
  /** Keeps one that is accepted, unless each use of it decides something. */
  readonly keep: (text: string, presented: Presented) => Known | undefined;
  /** Whether it was found here and still would be. */
  readonly isKept: (known: Known) => boolean;
  readonly rows: Reader;
  readonly scopes: Scopes;
  readonly policies: Policies;
  readonly holdings: Holdings;
  /** What questions were about that somebody was allowed. */
  readonly targets: ReadonlyMap<string, Target>;
  readonly keepTarget: (question: string, target: Target) => void;
  /** Whether rows were read for it since the epoch was last confirmed: they may be of a later one than the others. */
  readonly isMixed: () => boolean;
}

/**
 * What verifications need not read again. All of it is of one epoch and thrown away with it, and none is used unless the
 * epoch was read less than 900 ms ago (see EpochWatch). It was read after that epoch was, so it is of that one or a later
 * one; of that one for certain where the epoch was still the same afterwards. Only tokens that are accepted are in it.
 */
export interface Memory {
  /** Undefined while nothing may be used of it. What is read from here on may be kept in it. */
  readonly current: () => Remembered | undefined;
  /** Whether nothing of that is outdated now: the epoch is read. */
  readonly confirm: (remembered: Remembered) => Promise<boolean>;
  /** Since the process began. */
  readonly counts: () => MemoryCounts;
}

export function createMemory({
  store: { read },
  watch,
  now,
  monotonic,
  randomBytes,
  most,
}: {
  readonly store: { readonly read: Reader };
  readonly watch: EpochWatch;
  readonly now: () => Date;
  readonly monotonic: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Tokens kept; past it the one that was kept first goes. */
  readonly most: number;
}): Memory {
  const counts = { hits: 0, misses: 0 };
  const begin = beginning({ read, now, most, counts }, Buffer.from(randomBytes(32)).toString("base64url"));
  let last: Generation | undefined;

  const current = (): Remembered | undefined => {
    const epoch = watch.epoch();
    if (epoch === undefined || !watch.isFresh()) return undefined;
    if (last?.epoch !== epoch || monotonic() - last.began > LONGEST_MS) {
      last = { ...begin(), epoch, began: monotonic() };
    }
    return last;
  };
  return {
    current,
    confirm: async (remembered) => {
      const begun = last?.reads.begun ?? 0;
      await watch.read();
      if (current() !== remembered || !last) return false;
      last.reads.confirmed = Math.max(last.reads.confirmed, begun);
      return true;
    },
    counts: () => ({ ...counts, age: watch.age() }),
  };
}

interface Generation extends Remembered {
  /** By the monotonic clock. */
  readonly began: number;
  /** How many were made for it, and after how many of those the epoch was the same. */
  readonly reads: { begun: number; confirmed: number };
}

/** @param key by which texts are hashed that only this process has: nothing in memory is a text, nor to try texts against */
function beginning(
  {
    read,
    now,
    most,
    counts,
  }: {
    readonly read: Reader;
    readonly now: () => Date;
    readonly most: number;
    readonly counts: { hits: number; misses: number };
  },
  key: string,
): () => Omit<Generation, "epoch" | "began"> {
  const keyOf = (text: string): string => hash("sha256", key + text, "base64url");
  const isNow = (known: Known): boolean => isKnownAt(known, now().getTime());
  return () => {
    const known = new Map<string, Known>();
    const targets = new Map<string, Target>();
    const shared = sharingTexts();
    const reads = { begun: 0, confirmed: 0 };
    const rows = rememberedReads(read, () => (reads.begun += 1));
    const scopes = createScopes(rows);
    return {
      find: (text) => {
        const found = known.get(keyOf(text));
        const isKnown = found !== undefined && isNow(found);
        counts[isKnown ? "hits" : "misses"] += 1;
        return isKnown ? found : undefined;
      },
      keep: (text, { secret, token }) => {
        if (token.usage_limit !== null) return undefined;
        const times = { since: now().getTime(), until: endOf({ secret, token }) };
        const found = { rights: undefined, identity: undefined };
        const kept = {
          token: most > 0 ? shared(token) : token,
          secretId: secret.id,
          of: known,
          ...times,
          ...found,
        };
        const [oldest] = known.size >= most ? known.keys() : [];
        if (oldest !== undefined) known.delete(oldest);
        // One that is not kept is good for the request that it was read for.
        if (most > 0) known.set(keyOf(text), kept);
        return kept;
      },
      isKept: (kept) => kept.of === known && isNow(kept),
      rows,
      scopes,
      policies: createPolicies(rows, scopes),
      holdings: createHoldings(rows, scopes),
      targets,
      keepTarget: keepingIn(targets),
      isMixed: () => reads.begun > reads.confirmed,
      reads,
    };
  };
}

function isKnownAt({ since, until }: Known, time: number): boolean {
  return since <= time && time < until;
}

function keepingIn(targets: Map<string, Target>): Remembered["keepTarget"] {
  return (question, target) => {
    if (targets.size >= MOST_TARGETS) targets.clear();
    targets.set(question, target);
  };
}

function endOf({ secret, token }: Presented): number {
  const ends = [secret.ends_at, token.expires_at].map((end) => (end === null ? Infinity : Date.parse(end)));
  // A use that moves its end is not answered from memory.
  return Math.min(...ends, extendedFrom(token));
}
