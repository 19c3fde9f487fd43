import type { Rights } from "./rights.ts";
import { type Ask, ruleAllows } from "./rules.ts";
import { isAtOrBelow, type Scope } from "./scopes.ts";
import { OWN } from "../contract/permission.ts";

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
export function authorize(rights: Rights, target: Target): boolean {
  if (target.self === true && target.type === "jeton.token" && selfActions.includes(target.action))
    return true;
  const { grants, limits } = rights;
  return (
    (limits.within === null || isAtOrBelow(target.scope, limits.within.id)) &&
    limits.rules.some((rule) => ruleAllows(rule, target)) &&
    grants.some(
      (grant) =>
        isAtOrBelow(target.scope, grant.scope.id) && grant.rules.some((rule) => ruleAllows(rule, target)),
    )
  );
}

/** Whether a scope exists for the caller: some right there or above, other than on what is its own. */
export function sees({ grants, limits }: Rights, scope: Scope): boolean {
  return (
    (limits.within === null || isAtOrBelow(scope, limits.within.id)) &&
    grants.some(
      (grant) =>
        isAtOrBelow(scope, grant.scope.id) &&
        grant.rules.some(({ resource_names: names }) => names === null || names.some((name) => name !== OWN)),
    )
  );
}
