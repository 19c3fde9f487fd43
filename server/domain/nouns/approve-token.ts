import type { Reply } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import { demandAnother } from "../approval.ts";
import type { Change } from "../context.ts";
import { edit, makerOf } from "../edit.ts";
import { findFor } from "../resource.ts";
import type { Written } from "../store.ts";
import { tokenState } from "../token-state.ts";
import { demandMayGive } from "../token-terms.ts";
import { tokenResource } from "./token-resource.ts";

/**
 * Lets a pending token work, as it is now.
 * @throws Problem `wrong_state`, `forbidden` to who asked for it or owns it, `exceeds_own_rights`
 */
export async function approveToken(
  change: Change,
  { id }: { readonly id: string },
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
