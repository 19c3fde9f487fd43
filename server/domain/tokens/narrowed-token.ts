import { type Limits, limitNothing } from "../authorization/rights.ts";
import type { TokenRow } from "../rows.ts";

/**
 * Whether a token is less than its owner: by what it may do, or by where from or how often. Who goes by the owner alone, as
 * a cluster does and whoever verifies a JWT, cannot hold it to that.
 */
export function isNarrowed(token: Pick<TokenRow, "allowed_cidrs" | "usage_limit">, limits: Limits): boolean {
  const ranges = [token.allowed_cidrs, limits.trust?.allowed_cidrs ?? null];
  return !limitNothing(limits) || token.usage_limit !== null || ranges.some((one) => one !== null);
}
