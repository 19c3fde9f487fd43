import type { TokenRow } from "./rows.ts";
import type { Where } from "./store.ts";
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

/** The rows whose `tokenState` at a time is this one; all when none is asked for. */
export function inState(state: unknown, now: string): Where<TokenRow> {
  // Instants are stored to the millisecond: up to now is before the next one.
  const next = new Date(Date.parse(now) + 1).toISOString();
  const lasting: Where<TokenRow> = {
    revoked_at: null,
    anyOf: [{ expires_at: null }, { expires_at: { from: next } }],
  };
  const states = new Map<unknown, Where<TokenRow>>(
    Object.entries({
      revoked: { revoked_at: { not: null } },
      expired: { revoked_at: null, expires_at: { before: next } },
      disabled: { ...lasting, disabled: true },
      active: { ...lasting, disabled: false },
    } satisfies Record<TokenState, Where<TokenRow>>),
  );
  return states.get(state) ?? {};
}

/** Whether a token is accepted at a time: one whose time has not come, or whose uses are spent, is `active` and refused. */
export function isUsable(token: TokenRow, now: string): boolean {
  return (
    tokenState(token, now) === "active" &&
    (token.not_before === null || token.not_before <= now) &&
    usesLeft(token) > 0
  );
}
