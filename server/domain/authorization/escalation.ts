import type { Rule } from "../../contract/built-in-roles.ts";
import { Problem } from "../../contract/problem.ts";
import { sees } from "./authorize.ts";
import { type Grant, type Limits, limitingRules, narrowed, type Rights } from "./rights.ts";
import {
  type AccessOf,
  countPieces,
  coversPiece,
  intersect,
  piecesOf,
} from "../../contract/rule-matching.ts";
import { isAtOrBelow, type Scope } from "./scopes.ts";
import { earlier, endsNoLater } from "../tokens/token-end.ts";

/** Something that would be given to somebody: rules, at a scope and below, until a time (null: for good). */
export interface Gift {
  readonly rules: readonly Rule[];
  readonly scope: Scope;
  readonly until: string | null;
}

/** Rights that are held, as they would be given to somebody else. */
export function giftsOf(grants: readonly Grant[]): readonly Gift[] {
  return grants.map(({ rules, scope, expiresAt }) => ({ rules, scope, until: expiresAt }));
}

/**
 * Pieces held against pieces in one decision. All of them are compared while everybody else waits, so that an owner with
 * very many long rules must not take more than a part of a second; people's rules are a thousand times fewer.
 */
const MOST_COMPARED = 5_000_000;

/**
 * Nobody grants what they lack: every piece of the gift must be covered by one rule the caller effectively holds, at the
 * gift's scope or above, and for at least as long.
 * @throws Problem `exceeds_own_rights`, naming the first piece that is not covered; `wrong_state` for too many to compare
 */
export function demandHolds(rights: Rights, gifts: readonly Gift[], accessOf: AccessOf): void {
  const { limits, grants } = rights;
  const ends = endsByRule(grants);
  const limiting = countPieces(limitingRules(limits).flat());
  const holding = limiting + countPieces(grants.flatMap(({ rules }) => rules));
  let compared = 0;
  for (const gift of gifts) {
    for (const rule of gift.rules) {
      // Whoever has the very rule has all its pieces: what an owner gives on to itself is of this kind.
      const isHeld = gift.scope.chain.some((id) => {
        const end = ends.get(keyOf(id, rule));
        return end !== undefined && endsNoLater(gift.until, end);
      });
      compared += countPieces([rule]) * (isHeld ? limiting : holding);
      if (compared > MOST_COMPARED) throw tooMany();
      for (const piece of piecesOf(rule)) {
        const of = { gift, accessOf };
        if (isLeftBy(limits, piece, of) && (isHeld || holds(grants, piece, of))) continue;
        throw exceeds(rights, piece, gift);
      }
    }
  }
}

interface Of {
  readonly gift: Gift;
  readonly accessOf: AccessOf;
}

function isLeftBy(limits: Limits, piece: Rule, { gift, accessOf }: Of): boolean {
  const { within } = limits;
  if (within !== null && !isAtOrBelow(gift.scope, within.id)) return false;
  return limitingRules(limits).every((rules) => rules.some((rule) => coversPiece(rule, piece, accessOf)));
}

function holds(grants: readonly Grant[], piece: Rule, { gift, accessOf }: Of): boolean {
  return grants.some(
    (grant) =>
      isAtOrBelow(gift.scope, grant.scope.id) &&
      endsNoLater(gift.until, grant.expiresAt) &&
      grant.rules.some((rule) => coversPiece(rule, piece, accessOf)),
  );
}

/** Until when each rule is held at each scope, null being for good. */
function endsByRule(grants: readonly Grant[]): ReadonlyMap<string, string | null> {
  const ends = new Map<string, string | null>();
  for (const { rules, scope, expiresAt } of grants) {
    for (const rule of rules) {
      const key = keyOf(scope.id, rule);
      const end = ends.get(key);
      if (end === undefined || endsNoLater(end, expiresAt)) ends.set(key, expiresAt);
    }
  }
  return ends;
}

function keyOf(scopeId: string, { resource_type: type, actions, resource_names: names }: Rule): string {
  return JSON.stringify([scopeId, type, actions, names]);
}

function tooMany(): Problem {
  const detail =
    "this would give more pairs of an action and a name than can be compared with what the caller holds; " +
    "use fewer of them, or `*`, `@read`, `@write` and beginnings such as `ci-*`";
  return new Problem("wrong_state", detail);
}

/**
 * What a bearer of a token would get: of each grant of its owner what its limits leave, until the earlier end.
 * @throws Problem `wrong_state` for too many to compare
 */
export function giftsOfToken(
  grants: readonly Grant[],
  token: { readonly limits: Limits; readonly expiresAt: string | null },
  accessOf: AccessOf,
): readonly Gift[] {
  const compared = countPieces(token.limits.rules) * countPieces(grants.flatMap(({ rules }) => rules));
  if (compared > MOST_COMPARED) throw tooMany();
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
