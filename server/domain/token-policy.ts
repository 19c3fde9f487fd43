import { Problem, invalidField } from "../contract/problem.ts";
import type { Change } from "./context.ts";
import type { Rights } from "./rights.ts";
import type { TokenRow } from "./rows.ts";
import { isAtOrBelow, type Scope } from "./scopes.ts";
import { offenceOf, offenceText } from "./token-offence.ts";

/**
 * @param pointer the field to shorten it by; absent, the one its end follows from
 * @throws Problem `validation_failed` when the token, as it is to be, lasts longer than the policy in force allows
 */
export async function demandAllowedLife(
  { policies }: Pick<Change, "policies">,
  token: TokenRow,
  pointer = endingField(token),
): Promise<void> {
  const offence = offenceOf(token, await policies.at(token.project_id));
  if (offence)
    throw invalidField(pointer, `the token ${offenceText(offence)}, from its creation or last rotation`);
}

function endingField({
  extend_on_use,
  max_age: maxAge,
  expires_at: end,
  absolute_expires_at: absolute,
}: TokenRow): string {
  if (extend_on_use || (end !== null && end === absolute)) return "/absolute_expires_at";
  return maxAge === null ? "/expires_at" : "/max_age";
}

/**
 * Where a policy leaves the making of tokens to administrators, nobody else makes one, whatever else they hold.
 * @throws Problem `forbidden`
 */
export async function demandMayMake({ policies, rights }: Change, scope: Scope): Promise<void> {
  const { creators, sources } = await policies.at(scope.id);
  if (creators === "self_service" || isAdminAt(rights, scope)) return;
  const by = `by the policy of \`${sources.creators?.project ?? ""}\``;
  const detail = `${by} only who has the role \`admin\` in \`${scope.name}\` or above makes tokens there, or lets one do or last more`;
  throw new Problem("forbidden", detail);
}

function isAdminAt({ grants }: Rights, scope: Scope): boolean {
  return grants.some((grant) => grant.role.id === "role_admin" && isAtOrBelow(scope, grant.scope.id));
}
