import { formatDuration, parseDuration } from "../contract/duration.ts";
import type { Rule } from "../contract/built-in-roles.ts";
import { invalidField, Problem } from "../contract/problem.ts";
import type { Change } from "./context.ts";
import { declaredAccess, demandDeclared } from "./declared-types.ts";
import { demandHolds, endsNoLater, giftsOfToken } from "./escalation.ts";
import { ownerOf } from "./owner.ts";
import { scopeNamed } from "./resource.ts";
import { limitsOf, loadGrants } from "./rights.ts";
import type { TokenMode, TokenRow } from "./rows.ts";

/** The longest an ephemeral token lives. */
const EPHEMERAL_SECONDS = 24 * 60 * 60;

/** What decides what a token's bearer may do, and until when. */
export type Terms = Pick<
  TokenRow,
  "service_account_id" | "role_id" | "project_id" | "mode" | "rules" | "within_id" | "expires_at"
>;

/**
 * The caller must hold all that the token will give, and a token that acts on its owner's tokens makes none that lasts
 * longer than itself. The bootstrap token may: it is there to make what comes after it.
 * @throws Problem `exceeds_own_rights`
 */
export async function demandMayGive(change: Change, terms: Terms): Promise<void> {
  const { rights, rows, scopes, now } = change;
  const limits = await limitsOf(terms, scopes);
  if (!limits) return;
  const accessOf = await declaredAccess(rows);
  const grants = await loadGrants(rows, scopes, { ...terms, now });
  demandHolds(rights, giftsOfToken(grants, { limits, expiresAt: terms.expires_at }, accessOf), accessOf);
  const ofOwnOwner = ownerOf(terms).id === rights.subject.id && rights.token.kind !== "b";
  if (ofOwnOwner && !endsNoLater(terms.expires_at, rights.token.expires_at)) {
    const detail = `a token of the caller's own owner must end no later than the caller's: ${rights.token.expires_at ?? ""}`;
    throw new Problem("exceeds_own_rights", detail);
  }
}

/** @throws Problem `validation_failed` when mode and rules do not go together, or rules name what is not declared */
export async function demandRulesFit(
  { rows }: Change,
  { mode, rules }: { mode: TokenMode; rules: readonly Rule[] | null },
): Promise<void> {
  if (mode === "custom" && rules === null)
    throw invalidField("/rules", "is required when `mode` is `custom`");
  if (mode !== "custom" && rules !== null) {
    throw invalidField("/rules", `must be absent when \`mode\` is \`${mode}\`; set \`mode\` to \`custom\``);
  }
  if (rules !== null) await demandDeclared(rows, rules, "/rules");
}

export async function withinNamed(change: Change, name: string | null): Promise<string | null> {
  return name === null ? null : (await scopeNamed(change, { pointer: "/within", name })).id;
}

/** When a token with that longest age ends, counted from `since`. */
export function endOf(since: string, maxAge: string): string {
  return new Date(Date.parse(since) + (parseDuration(maxAge) ?? 0) * 1000).toISOString();
}

/** @throws Problem `validation_failed` when the end is past, or too far off for an ephemeral token */
export function demandEnd(
  { now }: Change,
  { expires_at: end, ephemeral }: Pick<TokenRow, "expires_at" | "ephemeral">,
  pointer: string,
): void {
  if (end !== null && end <= now) throw invalidField(pointer, `must end in the future, not at ${end}`);
  if (ephemeral && !endsNoLater(end, endOf(now, formatDuration(EPHEMERAL_SECONDS)))) {
    throw invalidField(pointer, "must be given for an ephemeral token, and be a day at most");
  }
}
