import { createHmac } from "node:crypto";
import { Problem } from "../../contract/problem.ts";
import type { RateLimit } from "../../contract/rate-limit.ts";
import { siteOf } from "../secrets/guesses.ts";
import { createRates, type RatesOf } from "../tokens/rates.ts";

/** Whose password is tried, and from which address; null for one that is not known. */
interface Trial {
  /** Whatever names the account, whether or not it exists. */
  readonly account: string;
  readonly ip: string | null;
}

/** Bounds how often passwords are tried. */
export interface SignInThrottle {
  /**
   * Takes one attempt.
   * @throws Problem `rate_limited` when there is none left for now
   */
  readonly attempt: (trial: Trial) => Attempt;
}

interface Attempt {
  /** Whether the account was signed in to from its site lately. */
  readonly isKnown: boolean;
  /** The password was right: the attempt comes back, and its site is one that the account is used from. */
  readonly succeeded: () => void;
  /** The password was not looked at: the attempt comes back. */
  readonly undone: () => void;
}

/** At one account from one site, two a minute in the long run: somebody who does not remember which password it was. */
const OF_PAIR = { requests: 5, period: "PT2M30S" } as const;
/** At all accounts from one site: an office behind one address, or one password tried on everybody. */
const OF_SITE = { requests: 30, period: "PT1M30S" } as const;
/** At one account from all sites together, two a minute in the long run. */
const OF_ACCOUNT = { requests: 20, period: "PT10M" } as const;
/** How long a site stays known to an account after a sign-in from it, in milliseconds. */
const KNOWN_FOR = 30 * 24 * 60 * 60 * 1000;

/**
 * Whatever strangers name is spread over that many cells by a key of this process: memory is bounded though nothing is
 * forgotten early, and nobody can choose whom to share a cell with.
 */
const CELLS = 65_536;
/** Pairs of account and site that are known; nobody gets among them without a password. */
const MOST_KNOWN = 65_536;

/**
 * A site that an account was signed in from lately has its attempts at that account to itself: whoever uses up those of
 * everywhere else locks nobody out.
 */
export function createSignInThrottle({
  now,
  randomBytes,
  ratesOf = (_kind, most) => createRates(now, most),
}: {
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly ratesOf?: RatesOf | undefined;
}): SignInThrottle {
  const key = randomBytes(32);
  const digestOf = (...parts: readonly string[]): Buffer =>
    createHmac("sha256", key).update(JSON.stringify(parts)).digest();
  const cellOf = (digest: Buffer): string => String(digest.readUInt32BE() % CELLS);
  const limited = (kind: string, limit: RateLimit, most: number) => ({
    limit,
    rates: ratesOf(`sign-in, ${kind}`, most),
  });
  const ofPair = limited("pair", OF_PAIR, CELLS);
  const ofSite = limited("site", OF_SITE, CELLS);
  const ofAccount = limited("account", OF_ACCOUNT, CELLS);
  const ofKnown = limited("known", OF_PAIR, MOST_KNOWN);
  const known = createKnown(now);
  return {
    attempt: ({ account, ip }) => {
      const site = siteOf(ip);
      const pair = digestOf("pair", account, site);
      const name = pair.toString("base64");
      const isKnown = known.has(name);
      const claims = isKnown
        ? [{ ...ofKnown, cell: name }]
        : [
            { ...ofPair, cell: cellOf(pair) },
            { ...ofSite, cell: cellOf(digestOf("site", site)) },
            { ...ofAccount, cell: cellOf(digestOf("account", account)) },
          ];
      const taken = claims.map((claim) => ({ ...claim, quota: claim.rates.take(claim.cell, claim.limit) }));
      const undone = (): void => {
        for (const { rates, cell, limit, quota } of taken) if (quota.allowed) rates.giveBack(cell, limit);
      };
      const retryAfter = Math.max(...taken.map(({ quota }) => quota.retryAfter));
      if (retryAfter > 0) {
        undone();
        throw tooMany(retryAfter);
      }
      const succeeded = (): void => {
        undone();
        known.add(name);
      };
      return { isKnown, succeeded, undone };
    },
  };
}

function createKnown(now: () => Date): {
  readonly has: (name: string) => boolean;
  readonly add: (name: string) => void;
} {
  const until = new Map<string, number>();
  return {
    has: (name) => (until.get(name) ?? 0) > now().getTime(),
    add: (name) => {
      until.delete(name);
      until.set(name, now().getTime() + KNOWN_FOR);
      const [oldest] = until.size > MOST_KNOWN ? until.keys() : [];
      if (oldest !== undefined) until.delete(oldest);
    },
  };
}

function tooMany(retryAfter: number): Problem {
  const detail = `too many attempts to sign in; try again in ${String(retryAfter)} s. Sessions that are open go on`;
  return new Problem("rate_limited", detail, { retry_after: retryAfter });
}
