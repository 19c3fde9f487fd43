import type { TokenRow } from "./rows.ts";
import { usesLeft } from "./token-end.ts";

export type TokenState = "active" | "disabled" | "expired" | "revoked";

/** A token's own state at a time; what is said first wins, since it is the harder to undo. */
export function tokenState(
  token: Pick<TokenRow, "revoked_at" | "disabled" | "expires_at">,
  now: string,
): TokenState {
  if (token.revoked_at !== null) return "revoked";
  if (token.expires_at !== null && token.expires_at <= now) return "expired";
  return token.disabled ? "disabled" : "active";
}

/** Whether a token is accepted at a time: one whose time has not come, or whose uses are spent, is `active` and refused. */
export function isUsable(token: TokenRow, now: string): boolean {
  return (
    tokenState(token, now) === "active" &&
    (token.not_before === null || token.not_before <= now) &&
    usesLeft(token) > 0
  );
}
