import { parseDuration } from "../../contract/duration.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import { awaiting } from "../tokens/approval.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { type Owner, ownerColumns, ownerOf } from "../authorization/owner.ts";
import { demand, findFor } from "../resource.ts";
import { loadSubject } from "../authorization/rights.ts";
import type { TokenRow } from "../rows.ts";
import type { AuditEntry, Written } from "../store.ts";
import { ownState, tokenState } from "../tokens/token-state.ts";
import { demandAllowedLife, demandMayMake } from "../tokens/token-policy.ts";
import { demandEnd, demandMayGive, demandOwnTerms, demandWindow } from "../tokens/token-terms.ts";
import { kindOf } from "./issue-token.ts";
import { ownerNamed } from "./owner-resources.ts";
import { demandNoSession, endOlderSecrets, newEnd, replaceSecret } from "./rotate-token.ts";
import { demandFreeName } from "./token-name.ts";
import { tokenResource } from "./token-resource.ts";

/**
 * Another owner for the same token, and a new secret: those around the old owner know the one it had. It demands what
 * making the token there would, besides the right to take it from where it is.
 * @throws Problem `wrong_state`, `forbidden`, `exceeds_own_rights`, `name_taken`, `validation_failed`, `last_admin`
 */
export async function transferToken(
  deps: Dependencies,
  change: Change,
  { id, body }: Validated<"token.transfer">,
): Promise<Written<Reply<"token.transfer">>> {
  const { row } = await findFor(change, tokenResource, { id, needs: "jeton.token:transfer" });
  demandTransferable(change, row);
  const named = await ownerNamed(change, body);
  // Validation lets no body without one pass.
  if (!named) throw invalidField("/service_account_id", "is required");
  const { owner, scope } = named;
  if (owner.id === ownerOf(row).id) {
    throw new Problem("wrong_state", "the token is owned by that one already; for a new secret rotate it");
  }
  const own = owner.id === change.rights.subject.id;
  demand(change, "jeton.token:create", { scope, name: row.name, own });
  await demandMayMake(change, scope);
  const patch = {
    ...ownerColumns(owner),
    project_id: scope.id,
    kind: kindOf(owner, false),
    expires_at: newEnd(change, row, body.expires_at),
    rotated_at: change.now,
    // As if it were made there: what an exchanged token makes for its own account stops with it.
    trust_policy_id: own ? change.rights.token.trust_policy_id : null,
  };
  const after: TokenRow = { ...row, ...patch };
  demandEnd(change, after, "/expires_at");
  demandWindow(after, "/expires_at");
  await demandAllowedLife(change, after, { pointer: "/expires_at" });
  await demandMayGive(change, after);
  await demandFreeName(change, owner, row.name);
  const approval = await awaiting(change, after);
  const grace = parseDuration(body.grace_period) ?? 0;
  if (grace > 0) await demandInForce(change, row);
  await endOlderSecrets(change, { row, after, grace, rotationId: deps.newId("rot") });
  const written = await keepingAnAdmin(change, () =>
    replaceSecret(deps, change, {
      row,
      patch: { ...patch, ...approval },
      rotationId: null,
      handOver: { secret: null, sealed_for: null },
    }),
  );
  return { ...written, entries: written.entries.map((one) => transferred(one, ownerOf(row), owner)) };
}

/** @throws Problem `forbidden` for the caller's own token, `wrong_state` for one that has ended or is bound to its owner */
function demandTransferable({ rights, now }: Change, row: TokenRow): void {
  if (row.id === rights.token.id) {
    throw new Problem("forbidden", "a token does not transfer itself; use another one");
  }
  const state = ownState(row, now);
  if (state === "revoked") {
    throw new Problem("wrong_state", "a revoked token stays revoked; create a new one");
  }
  if (state === "expired") {
    throw new Problem("wrong_state", "the token has expired; rotate it with a new end first");
  }
  demandNoSession(row);
  demandOwnTerms(row);
  if (row.kind === "u" || row.kind === "s") return;
  throw new Problem(
    "wrong_state",
    "only lasting tokens of users and service accounts are transferred; create another one for the new owner",
  );
}

/**
 * A grace keeps a secret in force, and revives none that is refused.
 * @throws Problem `validation_failed`
 */
async function demandInForce({ rows, scopes, policies, now }: Change, row: TokenRow): Promise<void> {
  const state = tokenState(row, now, await policies.at(row.project_id));
  const isOwnerIn = (await loadSubject(rows, scopes, row)) !== undefined;
  if (state === "active" && isOwnerIn) return;
  const why = isOwnerIn ? `the token is ${state}` : "the owner is disabled";
  throw invalidField("/grace_period", `must be \`0s\`: ${why}, and a transfer revives no secret`);
}

function transferred({ changes, ...one }: AuditEntry, from: Owner, to: Owner): AuditEntry {
  return { ...one, action: "token.transfer", changes: { from, to, ...changes } };
}
