/** The statuses after which asking once more may help. */
export const retryableStatus: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const BASE_DELAY = 100;
const MAX_DELAY = 5_000;
const MAX_RETRY_AFTER = 30_000;

/** Milliseconds before another attempt, with full jitter; `retry` counts from 0. */
export function backoff(retry: number, random: () => number): number {
  return random() * Math.min(MAX_DELAY, BASE_DELAY * 2 ** retry);
}

/**
 * Milliseconds that a `Retry-After` asks for (RFC 9110 section 10.2.3), within reason; an instant by the clock that set it.
 * @param date the answer's own `Date`
 */
export function retryAfterOf(header: string | undefined, date: string | undefined): number | undefined {
  const isInstant = /^[A-Z][a-z]{2}, /.test(header ?? "");
  const pause = isInstant ? Date.parse(header ?? "") - Date.parse(date ?? "") : Number(header) * 1000;
  return pause > 0 ? Math.min(MAX_RETRY_AFTER, pause) : undefined;
}
