import type { Reply, Validated } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import { demandAnother } from "../tokens/approval.ts";
import type { Change } from "../context.ts";
import { edit, makerOf } from "../edit.ts";
import { demandSeen } from "../etag.ts";
import { findFor } from "../resource.ts";
import type { Written } from "../store.ts";
import { tokenState } from "../tokens/token-state.ts";
import { demandMayGive } from "../tokens/token-terms.ts";
import { tokenResource } from "./token-resource.ts";

/**
 * Lets a pending token work, as the approver saw it.
 * @throws Problem `wrong_state`, `forbidden` to who asked for it or owns it, `exceeds_own_rights`,
 * `precondition_failed` when it is no longer what the approver saw
 */
export async function approveToken(
  change: Change,
  { id, body }: Validated<"token.approve">,
): Promise<Written<Reply<"token.approve">>> {
  const { row } = await findFor(change, tokenResource, { id, needs: "jeton.token:approve" });
  const state = tokenState(row, change.now, await change.policies.at(row.project_id));
  if (row.pending_since === null) throw new Problem("wrong_state", "the token awaits no approval");
  if (state !== "pending") {
    throw new Problem(
      "wrong_state",
      `the token is ${state}, and would be refused all the same; change that first`,
    );
  }
  demandSeen(tokenResource.noun, await tokenResource.show(row, change), body.etag);
  await demandAnother(change, row);
  await demandMayGive(change, row);
  const patch = {
    pending_since: null,
    requested_by: null,
    approved_at: change.now,
    approved_by: makerOf(change.rights),
  };
  const written = await edit(change, tokenResource, { row, patch });
  return { ...written, entries: written.entries.map((one) => ({ ...one, action: "token.approve" })) };
}
