import type { Reply, Validated } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import { awaiting } from "../tokens/approval.ts";
import type { Change } from "../context.ts";
import { edit } from "../edit.ts";
import { findFor } from "../resource.ts";
import type { Replacement, SecretRow, TokenRow } from "../rows.ts";
import type { Written } from "../store.ts";
import { earlier } from "../tokens/token-end.ts";
import { demandAllowedLife, demandMayMake } from "../tokens/token-policy.ts";
import { demandMayGive } from "../tokens/token-terms.ts";
import { isWider } from "../tokens/token-widening.ts";
import { tokenResource } from "./token-resource.ts";

/**
 * Takes the last rotation back while the old secret lives: that one is current again, the new one ends, and the token's end
 * is what it was. It yields a credential, so it demands what a rotation does.
 * @throws Problem `wrong_state` when the grace is over or another rotation followed
 */
export async function rollBack(
  change: Change,
  { id, body }: Validated<"token.rollback">,
): Promise<Written<Reply<"token.rollback">>> {
  const { row, scope } = await findFor(change, tokenResource, { id, needs: "jeton.token:rotate" });
  if (row.revoked_at !== null) {
    throw new Problem("wrong_state", "a revoked token stays revoked; create a new one");
  }
  const { made, old, replaced } = await lastRotation(change, row, body.rotation_id);
  const self = row.id === change.rights.token.id;
  // Somebody else's rotation may be there to be rid of whoever has this secret.
  if (self && !replaced.by_itself) {
    throw new Problem("forbidden", "a token takes back only a rotation of its own; use another one");
  }
  const { hint, rotated_at } = replaced;
  const expiresAt = endAfter(row, replaced);
  if (expiresAt !== null && expiresAt <= change.now) {
    throw new Problem("wrong_state", "the token has expired since; rotate it and give it a new end");
  }
  const after = { ...row, rotated_at, expires_at: expiresAt };
  await demandAllowedLife(change, after, { pointer: "/rotation_id" });
  const wider = !self && (await isWider(change, row, after));
  if (wider) await demandMayMake(change, scope);
  if (!self) await demandMayGive(change, after);
  const approval = wider ? await awaiting(change, row) : {};
  await change.rows.secrets.update(made.id, { ends_at: change.now });
  await change.rows.secrets.update(old.id, { ends_at: null, replaced: null });
  const patch = { hint, rotated_at, expires_at: expiresAt, ...approval };
  const written = await edit(change, tokenResource, { row, patch });
  return { ...written, entries: written.entries.map((one) => ({ ...one, action: "token.rollback" })) };
}

interface Rotation {
  /** The secret it made. */
  readonly made: SecretRow;
  /** The one that gave way to it. */
  readonly old: SecretRow;
  readonly replaced: Replacement;
}

async function lastRotation({ rows, now }: Change, token: TokenRow, id: string): Promise<Rotation> {
  const live = [{ ends_at: null }, { ends_at: { from: now } }];
  const secrets = await rows.secrets.list({ token_id: token.id, anyOf: live });
  const made = secrets.find(({ ends_at, rotation_id }) => ends_at === null && rotation_id === id);
  if (!made) throw new Problem("wrong_state", "this is not the token's last rotation, or it was taken back");
  const old = secrets.find(
    ({ ends_at, replaced }) => ends_at !== null && ends_at > now && replaced?.rotation_id === id,
  );
  if (!old?.replaced) {
    throw new Problem("wrong_state", "the grace of the old secret is over; rotate the token instead");
  }
  return { made, old, replaced: old.replaced };
}

/** The end there was before, unless it was changed since: then the earlier one, so that nothing lasts longer by this. */
function endAfter(row: TokenRow, { expires_at: { before, after } }: Replacement): string | null {
  const end = row.expires_at === after ? before : earlier(before, row.expires_at);
  return earlier(end, row.absolute_expires_at);
}
