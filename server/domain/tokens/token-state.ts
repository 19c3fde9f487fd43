import type { TokenRow } from "../rows.ts";
import type { Where } from "../store.ts";
import type { PolicyInForce } from "./policies.ts";
import { usesLeft } from "./token-end.ts";
import { offenceOf } from "./token-offence.ts";

/** What a token's row says of it by itself. */
type OwnState = "active" | "pending" | "disabled" | "expired" | "revoked";
/** `blocked`: it breaks the policy in force, and works again once it is shortened or the policy is loosened. */
export type TokenState = OwnState | "blocked";

/** A token's state at a time, under the policy in force where it is; what is said first wins, since it is the harder to undo. */
export function tokenState(token: TokenRow, now: string, policy: PolicyInForce): TokenState {
  const own = ownState(token, now);
  return own !== "revoked" && own !== "expired" && offenceOf(token, policy) ? "blocked" : own;
}

/** The same as if there were no policies. */
export function ownState(
  token: Pick<TokenRow, "revoked_at" | "pending_since" | "disabled" | "expires_at">,
  now: string,
): OwnState {
  if (token.revoked_at !== null) return "revoked";
  if (token.expires_at !== null && token.expires_at <= now) return "expired";
  if (token.pending_since !== null) return "pending";
  return token.disabled ? "disabled" : "active";
}

/** The rows whose `tokenState` at a time may be this one; all when none is asked for. What policies block is no matter of a row's own. */
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
      blocked: lasting,
      pending: { ...lasting, pending_since: { not: null } },
      disabled: { ...lasting, pending_since: null, disabled: true },
      active: { ...lasting, pending_since: null, disabled: false },
    } satisfies Record<TokenState, Where<TokenRow>>),
  );
  return states.get(state) ?? {};
}

/** Whether a token is accepted at a time, policies aside: one whose time has not come, or whose uses are spent, is `active` and refused. */
export function isUsable(token: TokenRow, now: string): boolean {
  return (
    ownState(token, now) === "active" &&
    (token.not_before === null || token.not_before <= now) &&
    usesLeft(token) > 0
  );
}
