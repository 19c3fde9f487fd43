import type { OwnerType } from "../contract/subject.ts";
import { SYSTEM } from "../contract/text.ts";
import type { Change } from "./context.ts";
import { declaredAccess } from "./declared-types.ts";
import { endBindings } from "./end-bindings.ts";
import { endTokens } from "./end-tokens.ts";
import { demandHolds } from "./escalation.ts";
import { type Owner, ownerColumns } from "./owner.ts";
import { removePolicies } from "./remove-policies.ts";
import { loadGrants } from "./rights.ts";
import type { RoleBindingRow } from "./rows.ts";
import type { AuditEntry } from "./store.ts";

/** Somebody whom roles are bound to: a user or a service account. A role is nobody. */
export interface Principal extends Owner {
  readonly type: Exclude<OwnerType, "role">;
}

/** The columns of a binding that name whose it is: one of them, the others null. */
export function subjectColumns({
  type,
  id,
}: Principal): Pick<RoleBindingRow, "service_account_id" | "user_id"> {
  return { service_account_id: null, user_id: null, [`${type}_id`]: id };
}

/**
 * For whatever hands somebody to the caller, or lets somebody in again: nobody revives what they lack.
 * @throws Problem `exceeds_own_rights`
 */
export async function demandHoldsAllOf(change: Change, principal: Principal): Promise<void> {
  const { rows, scopes, rights, now } = change;
  const grants = await loadGrants(rows, scopes, { ...ownerColumns(principal), project_id: SYSTEM, now });
  const gifts = grants.map(({ rules, scope, expiresAt }) => ({ rules, scope, until: expiresAt }));
  demandHolds(rights, gifts, await declaredAccess(rows));
}

/** Ends the tokens, bindings and trust policies that are theirs: whoever comes with the same name has none of them. */
export async function endAllOf(
  change: Change,
  { type, ids }: { readonly type: Principal["type"]; readonly ids: readonly string[] },
): Promise<readonly AuditEntry[]> {
  const theirs = { [`${type}_id`]: ids };
  const trusting =
    type === "service_account"
      ? await removePolicies(change, await change.rows.trust_policies.list(theirs))
      : [];
  return [...trusting, ...(await endTokens(change, theirs)), ...(await endBindings(change, theirs))];
}
