import { nouns } from "../../contract/nouns/all.ts";
import { Problem } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import { makerOf } from "../edit.ts";
import { ownerOf } from "../authorization/owner.ts";
import type { TokenRow } from "../rows.ts";
import { systemActor } from "../system-actor.ts";

type Approval = Pick<TokenRow, "pending_since" | "requested_by">;

/**
 * What becomes of a token that the caller makes, lets do or last more, or gives a new secret while it waits: pending where
 * approval is required, and no less when it was pending before. Whoever asks is kept, since none of them may approve it.
 */
export async function awaiting({ policies, rights, now }: Change, row: TokenRow): Promise<Partial<Approval>> {
  const { require_approval: isRequired } = await policies.at(row.project_id);
  if (!isRequired && row.pending_since === null) return {};
  return {
    pending_since: row.pending_since ?? now,
    requested_by: [...new Set([...(row.requested_by ?? []), makerOf(rights)])],
  };
}

/**
 * Four eyes: whoever approves a token neither asked for it nor owns it. A role's token stands for whoever made it, who
 * was shown its secret; else anybody could make themselves a second one to approve with, or two.
 * @throws Problem `forbidden`
 */
export async function demandAnother({ rows, rights }: Change, row: TokenRow): Promise<void> {
  const isOwner = ownerOf(row).id === rights.subject.id;
  const acting = new Set(await standingFor(rows, makerOf(rights)));
  const asked = await Promise.all((row.requested_by ?? []).map((id) => standingFor(rows, id)));
  const isRequester = asked.flat().some((id) => acting.has(id));
  if (!isOwner && !isRequester) return;
  const detail = isOwner
    ? "the owner of a token does not approve it; ask somebody else who holds `jeton.token:approve`"
    : "whoever asked for it does not approve it; ask somebody else who holds `jeton.token:approve`";
  throw new Problem("forbidden", detail);
}

/**
 * Itself, and of a role's token who made it, who made the one that made it, and so on; nobody makes an account by being
 * shown it.
 */
async function standingFor(rows: Change["rows"], id: string): Promise<readonly string[]> {
  const all = [id];
  for (let next = id; next.startsWith(`${nouns.token.idPrefix}_`);) {
    const token = await rows.tokens.get(next);
    // The server is nobody either: whom it made tokens for are not one.
    if (!token || token.created_by === systemActor.id || all.includes(token.created_by)) return all;
    next = token.created_by;
    all.push(next);
  }
  return all;
}
