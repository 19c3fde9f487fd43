import { parseDuration } from "../../contract/duration.ts";
import { Problem } from "../../contract/problem.ts";
import type { RateLimit } from "../../contract/rate-limit.ts";

/** What a request leaves of a rate limit. */
export interface Quota {
  readonly allowed: boolean;
  readonly requests: number;
  /** The limit's period. */
  readonly seconds: number;
  /** How many more requests may be made at once. */
  readonly remaining: number;
  /** Seconds after which all of them may, rounded up. */
  readonly fullAfter: number;
  /** Seconds after which a request that is refused may be made, at least one; 0 for one that is allowed. */
  readonly retryAfter: number;
}

/** How fast each of many keys asks. */
export interface Rates {
  /** Counts a request, unless there is no room for it. */
  readonly take: (key: string, limit: RateLimit) => Quota;
  /** Counts requests that another process has allowed (fewer than none takes back), whether or not there is room for them. */
  readonly absorb: (key: string, limit: RateLimit, count: number) => void;
  /** Takes a request back that was counted. */
  readonly giveBack: (key: string, limit: RateLimit) => void;
}

/** Makes the rates of one kind of limit. */
export type RatesOf = (kind: string, most: number) => Rates;

/**
 * The generic cell rate algorithm (ITU-T I.371): for each key the one instant at which its bucket is full again, which a
 * request moves by the period's share of one. What is refused moves nothing, so that asking too often costs no more time.
 * @param most how many keys are remembered; past it the one that asked longest ago is forgotten, most likely full again
 */
export function createRates(now: () => Date, most: number): Rates {
  const fullAt = new Map<string, number>();
  return {
    take: (key, { requests, period }) => {
      const seconds = parseDuration(period) ?? 0;
      const time = now().getTime();
      const share = (seconds * 1000) / requests;
      // A limit may have been longer before, or the clock further on.
      const wait = Math.min(Math.max((fullAt.get(key) ?? 0) - time, 0), seconds * 1000);
      // A millionth of a request more or less is the rounding of what fractions add up to.
      const room = requests - wait / share + 1e-6;
      const allowed = room >= 1;
      const waitAfter = allowed ? wait + share : wait;
      fullAt.delete(key);
      fullAt.set(key, time + waitAfter);
      const [oldest] = fullAt.size > most ? fullAt.keys() : [];
      if (oldest !== undefined) fullAt.delete(oldest);
      return {
        allowed,
        requests,
        seconds,
        remaining: Math.floor(allowed ? room - 1 : room),
        fullAfter: Math.ceil(waitAfter / 1000),
        retryAfter: allowed ? 0 : Math.max(1, Math.ceil((wait + share) / 1000 - seconds)),
      };
    },
    absorb: (key, { requests, period }, count) => {
      const whole = (parseDuration(period) ?? 0) * 1000;
      const time = now().getTime();
      const wait = Math.max((fullAt.get(key) ?? 0) - time, 0) + (whole / requests) * count;
      fullAt.delete(key);
      fullAt.set(key, time + Math.min(Math.max(wait, 0), whole));
      const [oldest] = fullAt.size > most ? fullAt.keys() : [];
      if (oldest !== undefined) fullAt.delete(oldest);
    },
    giveBack: (key, { requests, period }) => {
      const at = fullAt.get(key);
      if (at !== undefined) fullAt.set(key, at - ((parseDuration(period) ?? 0) * 1000) / requests);
    },
  };
}

/** Whether a limit lets nobody be faster than another, neither at once nor in the long run; null is none. */
export function isNoFaster(limit: RateLimit | null, than: RateLimit | null): boolean {
  if (than === null) return true;
  if (limit === null || limit.requests > than.requests) return false;
  const secondsOf = ({ period }: RateLimit): number => parseDuration(period) ?? 0;
  return limit.requests * secondsOf(than) <= than.requests * secondsOf(limit);
}

export function tooFast({ requests, seconds, retryAfter }: Quota): Problem {
  const detail = `the token makes at most ${String(requests)} requests in ${String(seconds)} s; try again in ${String(retryAfter)} s`;
  return new Problem("rate_limited", detail, { retry_after: retryAfter });
}
