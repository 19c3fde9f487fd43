import type { Rule } from "../contract/built-in-roles.ts";
import { Problem } from "../contract/problem.ts";
import { sees } from "./authorize.ts";
import { type Grant, type Limits, narrowed, type Rights } from "./rights.ts";
import { type AccessOf, coversPiece, intersect, piecesOf } from "./rules.ts";
import { isAtOrBelow, type Scope } from "./scopes.ts";
import { earlier, endsNoLater } from "./token-end.ts";

/** Something that would be given to somebody: rules, at a scope and below, until a time (null: for good). */
export interface Gift {
  readonly rules: readonly Rule[];
  readonly scope: Scope;
  readonly until: string | null;
}

/**
 * Nobody grants what they lack: every piece of the gift must be covered by one rule the caller effectively holds, at the
 * gift's scope or above, and for at least as long.
 * @throws Problem `exceeds_own_rights`, naming the first piece that is not covered
 */
export function demandHolds(rights: Rights, gifts: readonly Gift[], accessOf: AccessOf): void {
  for (const gift of gifts) {
    for (const rule of gift.rules) {
      for (const piece of piecesOf(rule)) {
        if (!holds(rights, { ...gift, rules: [piece] }, accessOf)) throw exceeds(rights, piece, gift);
      }
    }
  }
}

function holds(
  { grants, limits }: Rights,
  { rules: [piece], scope, until }: Gift,
  accessOf: AccessOf,
): boolean {
  if (piece === undefined) return true;
  const covers = (rule: Rule): boolean => coversPiece(rule, piece, accessOf);
  return (
    (limits.within === null || isAtOrBelow(scope, limits.within.id)) &&
    limits.rules.some(covers) &&
    grants.some(
      (grant) =>
        isAtOrBelow(scope, grant.scope.id) && endsNoLater(until, grant.expiresAt) && grant.rules.some(covers),
    )
  );
}

/** What a bearer of a token would get: of each grant of its owner what its limits leave, until the earlier end. */
export function giftsOfToken(
  grants: readonly Grant[],
  token: { readonly limits: Limits; readonly expiresAt: string | null },
  accessOf: AccessOf,
): readonly Gift[] {
  return grants.flatMap((grant) => {
    const left = narrowed(grant, token.limits.within);
    if (!left) return [];
    const rules = grant.rules.flatMap((rule) =>
      token.limits.rules.flatMap((limit) => intersect(rule, limit, accessOf) ?? []),
    );
    return [{ rules, scope: left.scope, until: earlier(token.expiresAt, grant.expiresAt) }];
  });
}

function exceeds(rights: Rights, piece: Rule, { scope, until }: Gift): Problem {
  if (!sees(rights, scope)) {
    const detail = "this would give rights in a project the caller does not see; ask somebody who holds them";
    return new Problem("exceeds_own_rights", detail);
  }
  const names = piece.resource_names ? ` on ${piece.resource_names.join(", ")}` : "";
  const what = `${piece.actions.join(", ")} on \`${piece.resource_type}\`${names} in \`${scope.name}\``;
  const long = until === null ? "" : ` until ${until}`;
  return new Problem(
    "exceeds_own_rights",
    `this would give ${what}${long}, which the caller does not hold itself; ask somebody who does`,
  );
}
