const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds after each failed attempt, as Standard Webhooks recommends: three days and some hours in all. */
const schedule = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** A part of the wait, at most, that is added by chance, lest all that failed together comes back together. */
const JITTER = 0.2;
/** A receiver may ask for more time than the schedule gives, and not for so much that events are of no use by then. */
const LONGEST_WAIT = 24 * HOUR;

/**
 * When a delivery is sent again; undefined when it is given up.
 * @param attempts how often it was sent by now
 * @param retryAfter milliseconds that the receiver asked for
 * @param chance from 0 to 1
 */
export function nextAttempt(
  now: Date,
  { attempts, retryAfter, chance }: { attempts: number; retryAfter: number | undefined; chance: number },
): string | undefined {
  const wait = schedule[attempts - 1];
  if (wait === undefined) return undefined;
  const longer = Math.max(wait, Math.min(retryAfter ?? 0, LONGEST_WAIT));
  return new Date(now.getTime() + Math.round(longer * (1 + JITTER * chance))).toISOString();
}

/** RFC 9110 section 10.2.3: seconds, or a date. Milliseconds from now, undefined for what is neither. */
export function parseRetryAfter(text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
