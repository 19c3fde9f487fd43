import { addressAsRange } from "../../contract/address-range.ts";
import { Problem } from "../../contract/problem.ts";
import { createRates, type RatesOf } from "../tokens/rates.ts";

/** Far more than the retries of honest clients behind one address, and nothing to somebody who guesses. */
const GUESSES = { requests: 600, period: "PT1M" } as const;
/** Addresses that are remembered. */
const MOST_ADDRESSES = 10_000;

/** A site has a /64 at the least, and all its addresses (RFC 6177). */
const HOST_BITS = 64n;

/**
 * Counts tokens that are not accepted, by where they come from. It is asked once a token was found to be none, so that no
 * valid one is ever kept waiting by others behind the same address.
 */
export function createGuesses(
  now: () => Date,
  ratesOf: RatesOf = (_kind, most) => createRates(now, most),
): (ip: string | null) => Problem | undefined {
  const rates = ratesOf("guesses", MOST_ADDRESSES);
  return (ip) => {
    const { allowed, retryAfter } = rates.take(siteOf(ip), GUESSES);
    if (allowed) return undefined;
    const detail = `the token is not valid, like too many from this address before; check it, and try again in ${String(retryAfter)} s`;
    return new Problem("rate_limited", detail, { retry_after: retryAfter });
  };
}

/** Whose address it is, as far as that can be known; those that are not known are one. */
export function siteOf(ip: string | null): string {
  const address = ip === null ? undefined : addressAsRange(ip);
  if (!address) return "";
  const { family, first } = address;
  return `${String(family)}/${String(family === 6 ? first >> HOST_BITS : first)}`;
}
