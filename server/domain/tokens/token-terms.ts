import { formatDuration, parseDuration } from "../../contract/duration.ts";
import type { Rule } from "../../contract/built-in-roles.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import { declaredAccess, demandDeclared } from "../authorization/declared-types.ts";
import { demandHolds, giftsOfToken } from "../authorization/escalation.ts";
import { type OwnerColumns, ownerOf } from "../authorization/owner.ts";
import { scopeNamed } from "../resource.ts";
import { limitsOf, loadGrants } from "../authorization/rights.ts";
import type { TokenMode, TokenRow } from "../rows.ts";
import { type Bounds, demandBounded } from "./token-bounds.ts";
import { earlier, endOf, endsNoLater, lastEnd } from "./token-end.ts";

/** The longest an ephemeral token lives. */
const EPHEMERAL_SECONDS = 24 * 60 * 60;

/** What an extending token's `max_age` is at least: below, the steps it moves in would be too short to be kept. */
const LEAST_EXTENDING_SECONDS = 60;

/** What decides what a token's bearer may do, and until when. */
export type Terms = Bounds & OwnerColumns & Pick<TokenRow, "project_id" | "mode" | "rules" | "within_id">;

/**
 * The caller must hold all that the token will give, and a token that acts on its owner's tokens makes none wider
 * than itself. Two may: the bootstrap token, which is there to make what comes after it, and a session, in which its
 * owner is there in person.
 * @throws Problem `exceeds_own_rights`
 */
export async function demandMayGive(change: Change, terms: Terms): Promise<void> {
  const { rights, rows, scopes, now } = change;
  const limits = await limitsOf(terms, scopes);
  if (!limits) return;
  const accessOf = await declaredAccess(rows);
  const grants = await loadGrants(rows, scopes, { ...terms, now });
  demandHolds(rights, giftsOfToken(grants, { limits, expiresAt: lastEnd(terms) }, accessOf), accessOf);
  const isOfOwnOwner = ownerOf(terms).id === rights.subject.id;
  const makesLasting = rights.token.kind === "b" || rights.token.session;
  if (isOfOwnOwner && !makesLasting) demandBounded(terms, rights.token);
}

/**
 * What an exchanged token may do, and until when, its trust policy alone has said.
 * @throws Problem `wrong_state`
 */
export function demandOwnTerms({ trust_policy_id: policy }: Pick<TokenRow, "trust_policy_id">): void {
  if (policy === null) return;
  const detail =
    "the terms of an exchanged token are those of its trust policy; change that, or revoke the token";
  throw new Problem("wrong_state", detail);
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

/**
 * The end a token gets: counted from `since` where it has a longest age, or the one asked for, and never past its
 * absolute end.
 * @throws Problem `validation_failed` when a later one was asked for
 */
export function boundedEnd(
  { max_age: maxAge, absolute_expires_at: absolute }: Pick<TokenRow, "max_age" | "absolute_expires_at">,
  { since, asked }: { since: string; asked: string | null },
): string | null {
  if (maxAge !== null) return earlier(endOf(since, maxAge), absolute);
  if (asked !== null && !endsNoLater(asked, absolute)) {
    throw invalidField("/expires_at", `must be no later than \`absolute_expires_at\`, ${absolute ?? ""}`);
  }
  return asked ?? absolute;
}

/** @throws Problem `validation_failed` when the end is past, or too far off for an ephemeral token */
export function demandEnd({ now }: Change, token: TokenRow, pointer: string): void {
  const end = token.expires_at;
  if (end !== null && end <= now) throw invalidField(pointer, `must end in the future, not at ${end}`);
  if (token.ephemeral && !endsNoLater(lastEnd(token), endOf(now, formatDuration(EPHEMERAL_SECONDS)))) {
    const field = token.extend_on_use ? "/absolute_expires_at" : pointer;
    throw invalidField(field, "must be given for an ephemeral token, and be a day at most");
  }
}

/** @throws Problem `validation_failed` when the token would end before its time comes */
export function demandWindow(
  { not_before: start, expires_at: end }: Pick<TokenRow, "not_before" | "expires_at">,
  pointer: string,
): void {
  if (start === null || end === null || start < end) return;
  throw invalidField(pointer, `\`not_before\`, ${start}, must be before the token's end, ${end}`);
}

/** The field that says when a token ends: the absolute end where it is the nearer. */
export function endField(
  { expires_at: end, absolute_expires_at: absolute }: Pick<TokenRow, "expires_at" | "absolute_expires_at">,
  otherwise: "/max_age" | "/expires_at",
): string {
  return end !== null && end === absolute ? "/absolute_expires_at" : otherwise;
}

/** @throws Problem `validation_failed` when use is to extend a token without an age, or with one that is too short */
export function demandExtendable({
  extend_on_use,
  max_age: maxAge,
}: Pick<TokenRow, "extend_on_use" | "max_age">): void {
  if (!extend_on_use || (parseDuration(maxAge ?? "") ?? 0) >= LEAST_EXTENDING_SECONDS) return;
  throw invalidField("/max_age", "must be given with `extend_on_use`, and be 60 s or more");
}
