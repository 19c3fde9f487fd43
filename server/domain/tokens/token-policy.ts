import { Problem, invalidField } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import type { Rights } from "../authorization/rights.ts";
import type { TokenRow } from "../rows.ts";
import { isAtOrBelow, type Scope, systemScope } from "../authorization/scopes.ts";
import { lastEnd } from "./token-end.ts";
import { excessOf, offenceText } from "./token-offence.ts";

/** Whether a change is about when a token ends: any other leaves one that lasts too long as it is. */
export function endsOtherwise(before: TokenRow, after: TokenRow): boolean {
  return before.expires_at !== after.expires_at || lastEnd(before) !== lastEnd(after);
}

/**
 * The bootstrap token is beyond policies as the server made it, not as somebody changes its end.
 * @param pointer the field to shorten it by; absent, the one its end follows from
 * @param before the token as it was, where it is given a new secret
 * @throws Problem `validation_failed` when the token, as it is to be, lasts longer than the policy in force allows
 */
export async function demandAllowedLife(
  { policies }: Pick<Change, "policies">,
  token: TokenRow,
  { pointer = endingField(token), before }: { pointer?: string; before?: TokenRow } = {},
): Promise<void> {
  if (token.kind === "b" && before && !endsOtherwise(before, token)) return;
  const offence = excessOf(token, await policies.at(token.project_id));
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
 * Where a policy leaves the making of tokens to administrators, nobody else makes one, whatever else they hold. Those of
 * the policy's own project or above: whoever makes a project below is its administrator, and would let themselves.
 * @throws Problem `forbidden`
 */
export async function demandMayMake({ policies, rights, scopes }: Change, scope: Scope): Promise<void> {
  const { creators, sources } = await policies.at(scope.id);
  if (creators === "self_service") return;
  const place = (sources.creators && (await scopes.byName(sources.creators.project))) ?? systemScope;
  if (isAdminAt(rights, place)) return;
  const detail = `by the policy of \`${place.name}\` only who has the role \`admin\` there or above makes tokens there and below, or lets one do or last more`;
  throw new Problem("forbidden", detail);
}

function isAdminAt({ grants }: Rights, scope: Scope): boolean {
  return grants.some((grant) => grant.role.id === "role_admin" && isAtOrBelow(scope, grant.scope.id));
}
