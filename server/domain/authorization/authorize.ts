import { type Grant, type Limits, limitingRules, reachesOthers, type Rights } from "./rights.ts";
import { type Ask, ruleAllows } from "../../contract/rule-matching.ts";
import { isAtOrBelow, type Scope } from "./scopes.ts";

/** An ask, and where. */
export interface Target extends Ask {
  readonly scope: Scope;
  /** Whether the resource is the very token that asks. */
  readonly self?: boolean;
}

/** What every token may do to itself, whatever its rights: look, replace its secret, end itself. */
const selfActions = ["read", "rotate", "revoke"];

/**
 * The one decision. Allowed when a rule of a role the owner holds, at the target's scope or one above, has the type, the
 * action and the name, and the token's mode and `within` admit it too. Nobody is above this function.
 */
export function authorize({ grants, limits }: Powers, target: Target): boolean {
  if (target.self === true && target.type === "jeton.token" && selfActions.includes(target.action))
    return true;
  return (
    isWithin(limits, target.scope) &&
    modeAdmits(limits, target) &&
    grants.some(
      (grant) => reaches(grant, target.scope) && grant.rules.some((rule) => ruleAllows(rule, target)),
    )
  );
}

/** What decides: what is held, and what a token leaves of it. */
export type Powers = Pick<Rights, "grants" | "limits">;

/** Whether a token may do anything at all in a scope. */
export function isWithin({ within }: Limits, scope: Scope): boolean {
  return within === null || isAtOrBelow(scope, within.id);
}

/** Whether a token's mode, or its own rules, and its trust policy leave something of its owner's rights. */
export function modeAdmits(limits: Limits, ask: Ask): boolean {
  return limitingRules(limits).every((rules) => rules.some((rule) => ruleAllows(rule, ask)));
}

/** Whether what is held by a grant is held in a scope too. */
export function reaches(grant: Grant, scope: Scope): boolean {
  return isAtOrBelow(scope, grant.scope.id);
}

/** Whether a scope exists for the caller: some right there or above, other than on what is its own. */
export function sees({ grants, limits }: Powers, scope: Scope): boolean {
  return isWithin(limits, scope) && grants.some((grant) => reaches(grant, scope) && reachesOthers(grant));
}
