import type { PrincipalType, SubjectField, SubjectType } from "../../contract/subject.ts";
import { SYSTEM } from "../../contract/text.ts";
import type { Change, Context } from "../context.ts";
import { declaredAccess } from "./declared-types.ts";
import { endBindings } from "./end-bindings.ts";
import { endMemberships } from "./end-memberships.ts";
import { endTokens } from "../tokens/end-tokens.ts";
import { demandHolds, giftsOf } from "./escalation.ts";
import { type Owner, ownerColumns } from "./owner.ts";
import { loadGrants } from "./rights.ts";
import { removePolicies } from "../tokens/remove-policies.ts";
import type { RoleBindingRow } from "../rows.ts";
import type { AuditEntry } from "../store.ts";

/** Somebody: a user or a service account. A role is nobody. */
export interface Principal extends Owner {
  readonly type: PrincipalType;
}

/** The columns of a binding that say what it is bound to. */
type SubjectColumns = Pick<RoleBindingRow, SubjectField | "claim_issuer" | "claim_name" | "claim_values">;

/** Those of a binding to somebody or to a group, or (given the claim) to neither. */
export function subjectColumns(
  subject: { readonly type: SubjectType; readonly id: string } | undefined,
  claim?: { readonly issuer: string; readonly name: string; readonly values: readonly string[] } | null,
): SubjectColumns {
  return {
    service_account_id: null,
    user_id: null,
    group_id: null,
    claim_issuer: claim?.issuer ?? null,
    claim_name: claim?.name ?? null,
    claim_values: claim?.values ?? null,
    ...(subject && { [`${subject.type}_id`]: subject.id }),
  };
}

/**
 * For whatever hands somebody to the caller, or lets somebody in again: nobody revives what they lack.
 * @throws Problem `exceeds_own_rights`
 */
export async function demandHoldsAllOf(context: Context, principal: Principal): Promise<void> {
  const { rows, scopes, rights, now } = context;
  const grants = await loadGrants(rows, scopes, { ...ownerColumns(principal), project_id: SYSTEM, now });
  demandHolds(rights, giftsOf(grants), await declaredAccess(rows));
}

/** Ends all that is theirs but themselves: whoever comes with the same name has none of it. */
export async function endAllOf(
  change: Change,
  { type, ids }: { readonly type: Principal["type"]; readonly ids: readonly string[] },
): Promise<readonly AuditEntry[]> {
  const theirs = { [`${type}_id`]: ids };
  const trusting =
    type === "service_account"
      ? await removePolicies(change, await change.rows.trust_policies.list(theirs))
      : [];
  const ended = await endTokens(change, theirs);
  const left = await endMemberships(change, theirs);
  return [...trusting, ...ended, ...(await endBindings(change, theirs)), ...left];
}
