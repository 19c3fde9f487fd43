import { formatDuration, parseDuration } from "../../contract/duration.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import { awaiting } from "../tokens/approval.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { edit } from "../edit.ts";
import { replayId } from "../replay.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { findFor } from "../resource.ts";
import type { Replacement, TokenRow } from "../rows.ts";
import type { Scope } from "../authorization/scopes.ts";
import type { AuditEntry, Written } from "../store.ts";
import { endOf } from "../tokens/token-end.ts";
import { demandAllowedLife, demandMayMake } from "../tokens/token-policy.ts";
import { boundedEnd, demandEnd, demandMayGive, demandOwnTerms, demandWindow } from "../tokens/token-terms.ts";
import { isWider } from "../tokens/token-widening.ts";
import { entry } from "../use-case.ts";
import { storeSecret } from "../tokens/new-token.ts";
import { shownTo } from "./issue-token.ts";
import { type HandOver, newSecret } from "./new-secret.ts";
import { tokenResource } from "./token-resource.ts";

export type Rotated = Reply<"token.rotate">;

/** A token that rotates itself may lose the reply: its old secret lives on long enough to ask again. */
const LEAST_OWN_GRACE_SECONDS = 60;

/** A new secret for the same token; the old one ends with the grace, and one older than that at once. */
export async function rotateToken(
  deps: Dependencies,
  change: Change,
  { id, body }: Validated<"token.rotate">,
): Promise<Written<Rotated>> {
  const { row, scope } = await findFor(change, tokenResource, { id, needs: "jeton.token:rotate" });
  demandNoSession(row);
  const self = row.id === change.rights.token.id;
  if (row.revoked_at !== null) {
    throw new Problem("wrong_state", "a revoked token stays revoked; create a new one");
  }
  demandOwnTerms(row);
  if (self) await demandNotReplaced(change);
  if (self && body.expires_at !== undefined) {
    throw invalidField("/expires_at", "must be absent: a token that rotates itself keeps its end");
  }
  const expiresAt = self ? row.expires_at : newEnd(change, row, body.expires_at);
  const after = { ...row, expires_at: expiresAt, rotated_at: change.now };
  demandEnd(change, after, "/expires_at");
  demandWindow(after, "/expires_at");
  await demandAllowedLife(change, after, { pointer: "/expires_at", before: row });
  const approval = self ? {} : await demandMayRotate(change, { row, after, scope });
  const asked = parseDuration(body.grace_period) ?? 0;
  const grace = self ? Math.max(asked, LEAST_OWN_GRACE_SECONDS) : asked;
  const rotationId = deps.newId("rot");
  await endOlderSecrets(change, { row, after, grace, rotationId });
  const patch = { rotated_at: change.now, expires_at: expiresAt, ...approval };
  const replace = (): Promise<Written<Rotated>> =>
    replaceSecret(deps, change, { row, patch, rotationId, handOver: body });
  return approval.pending_since === undefined ? replace() : keepingAnAdmin(change, replace);
}

/** What somebody else needs to rotate a token; and the approval it then awaits: whoever has the new secret may use it. */
async function demandMayRotate(
  change: Change,
  { row, after, scope }: { row: TokenRow; after: TokenRow; scope: Scope },
): ReturnType<typeof awaiting> {
  const wider = await isWider(change, row, after);
  if (wider) await demandMayMake(change, scope);
  await demandMayGive(change, after);
  return wider || row.pending_since !== null ? awaiting(change, row) : {};
}

/**
 * The terms of a session are those of all, and its text is in one cookie: nobody changes the ones or is told the other.
 * @throws Problem `wrong_state`
 */
export function demandNoSession({ session }: Pick<TokenRow, "session">): void {
  if (!session) return;
  throw new Problem("wrong_state", "a session cannot be changed; revoke it, and sign in for another one");
}

/**
 * Answers a repeated create or rotate: a fresh secret of the same age, and the one in the lost reply ends unseen. One that
 * the caller brought was in no reply, so nothing is lost.
 */
export async function reissueSecret(
  deps: Dependencies,
  change: Change,
  { row, handOver }: { readonly row: TokenRow; readonly handOver: HandOver },
): Promise<Written<Rotated>> {
  if (row.id !== change.rights.token.id) await demandMayGive(change, row);
  const [current] = await change.rows.secrets.list({ token_id: row.id, ends_at: null });
  // Whoever holds the new secret did not lose the reply; ending it now could, with another lost reply, end the token.
  const rotationId = current?.rotation_id ?? null;
  if (handOver.secret !== null || (current && current.id === change.caller.secretId)) {
    const shown = await tokenResource.show(row, change);
    return { result: { ...shown, ...named(rotationId) }, entries: [] };
  }
  // Nor did a reply hold what was imported, and its users have it.
  if (current && current.imported_hint !== null) {
    return { result: await tokenResource.show(row, change), entries: [] };
  }
  if (current) await change.rows.secrets.update(current.id, { ends_at: change.now });
  return replaceSecret(deps, change, { row, patch: {}, rotationId, handOver });
}

function named(rotationId: string | null): Pick<Rotated, "rotation_id"> {
  return rotationId === null ? {} : { rotation_id: rotationId };
}

/**
 * A job that was left behind with the old secret would put the one in use on the clock, and keep the new one to itself.
 * @throws Problem `wrong_state` when the caller's secret is only in its grace
 */
async function demandNotReplaced({ rows, caller }: Change): Promise<void> {
  const presented = await rows.secrets.get(caller.secretId);
  if (presented?.ends_at === null) return;
  throw new Problem("wrong_state", "this secret was replaced; use the new one");
}

interface NewSecret {
  readonly row: TokenRow;
  readonly patch: Partial<TokenRow>;
  /** Null for what cannot be taken back: the secret that the token is made with, and that of a transfer. */
  readonly rotationId: string | null;
  readonly handOver: HandOver;
}

/** Stores a new secret and changes the token with it; those that it replaces have been ended. */
export async function replaceSecret(
  deps: Dependencies,
  change: Change,
  { row, patch, rotationId, handOver }: NewSecret,
): Promise<Written<Rotated>> {
  const { secret, told } = await newSecret(deps, change, { ...handOver, kind: patch.kind ?? row.kind });
  const of = { tokenId: row.id, now: change.now, rotationId, ...shownTo(change) };
  await storeSecret(deps, change.rows, { ...secret, ...of });
  const written = await edit(change, tokenResource, { row, patch: { ...patch, hint: secret.hint } });
  const rotated: AuditEntry = entry("token.rotate", row.id, written.entries[0]?.changes ?? {});
  const result = { ...written.result, ...told, ...named(rotationId) };
  return { result, entries: [rotated] };
}

function repeatOf({ caller: { tokenId, client } }: Change, self: boolean): string | null {
  return self && client.repeat ? replayId(tokenId, "token.rotate", client.repeat.key) : null;
}

interface Renewal {
  readonly row: TokenRow;
  /** The token as it is to be. */
  readonly after: TokenRow;
  /** In seconds. */
  readonly grace: number;
  readonly rotationId: string;
}

/** Ends the current secret with the grace, and one that is in its grace at once. */
export async function endOlderSecrets(
  change: Change,
  { row, after, grace, rotationId }: Renewal,
): Promise<void> {
  const { rows, rights, now } = change;
  const graceEnd = endOf(now, formatDuration(grace));
  const self = row.id === rights.token.id;
  const replaced: Replacement = {
    rotation_id: rotationId,
    by_itself: self,
    repeat: repeatOf(change, self),
    expires_at: { before: row.expires_at, after: after.expires_at },
    rotated_at: row.rotated_at,
    hint: row.hint,
  };
  const live = [{ ends_at: null }, { ends_at: { from: now } }];
  const secrets = await rows.secrets.list({ token_id: row.id, anyOf: live });
  const end = row.expires_at !== null && row.expires_at < graceEnd ? row.expires_at : graceEnd;
  for (const { id, ends_at } of secrets) {
    if (ends_at === null) await rows.secrets.update(id, { ends_at: end, replaced });
    else if (ends_at > now) await rows.secrets.update(id, { ends_at: now });
  }
}

/** @throws Problem `validation_failed` at `/expires_at` */
export function newEnd(change: Change, row: TokenRow, asked: string | null | undefined): string | null {
  if (asked !== undefined && row.max_age !== null) {
    throw invalidField("/expires_at", "must be absent: `max_age` says when the token ends");
  }
  return boundedEnd(row, { since: change.now, asked: asked === undefined ? row.expires_at : asked });
}
