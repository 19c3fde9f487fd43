import { parseDuration } from "../../contract/duration.ts";
import type { TokenRow } from "../rows.ts";

/** When a token with that longest age ends, counted from `since`. */
export function endOf(since: string, maxAge: string): string {
  return new Date(Date.parse(since) + (parseDuration(maxAge) ?? 0) * 1000).toISOString();
}

/** The earlier of two ends; null is never. */
export function earlier(a: string | null, b: string | null): string | null {
  return endsNoLater(a, b) ? a : b;
}

/** Whether something that ends at `a` ends no later than something that ends at `b`; null is never. */
export function endsNoLater(a: string | null, b: string | null): boolean {
  return b === null || (a !== null && a <= b);
}

/** The latest a token may end without anybody changing it: one that use extends without an absolute end never does. */
export function lastEnd(
  token: Pick<TokenRow, "expires_at" | "extend_on_use" | "absolute_expires_at">,
): string | null {
  return token.extend_on_use ? token.absolute_expires_at : token.expires_at;
}

/** How many uses a token has left. */
export function usesLeft({ usage_limit: limit, uses }: Pick<TokenRow, "usage_limit" | "uses">): number {
  return limit === null ? Infinity : Math.max(0, limit - uses);
}
