import type { Obstacle } from "../../contract/explanation.ts";
import { invalidField } from "../../contract/problem.ts";
import { authorize, isWithin, modeAdmits, type Powers, reaches, type Target } from "./authorize.ts";
import type { Grant } from "./rights.ts";
import { countPieces, lackOf } from "../../contract/rule-matching.ts";

/** What somebody holds. */
export interface Held extends Powers {
  /** What stops it, whatever is asked. */
  readonly stopped: readonly Obstacle[];
}

/** A role somebody holds, and one of its rules where it is about one. */
export interface Holding {
  readonly grant: Grant;
  readonly ruleIndex: number | null;
}

interface Missing {
  readonly code: Obstacle;
  readonly nearest: readonly Holding[];
}

export interface Explained {
  readonly allowed: boolean;
  readonly allowedBy: readonly Holding[];
  readonly missing: readonly Missing[];
}

/**
 * Why `authorize` answers as it does. The answer is its own; the reasons are found with the pieces it is made of, and
 * there is one exactly when it denies.
 * @param ended what was held by bindings that have ended
 */
export function explain(held: Held, ended: readonly Grant[], target: Target): Explained {
  const allowed = isAllowed(held, target);
  return {
    allowed,
    allowedBy: allowed ? allowing(held.grants, target) : [],
    missing: [
      ...held.stopped.map((code) => ({ code, nearest: [] })),
      ...(isWithin(held.limits, target.scope) ? [] : [{ code: "outside_within" as const, nearest: [] }]),
      ...(modeAdmits(held.limits, target) ? [] : [{ code: "not_in_mode" as const, nearest: [] }]),
      ...notHeld(held.grants, ended, target),
    ],
  };
}

function isAllowed(held: Held, target: Target): boolean {
  return held.stopped.length === 0 && authorize(held, target);
}

/** Pairs of an action and a name that one request looks at for all its questions: everybody else waits meanwhile. */
const MOST_COMPARED = 5_000_000;

/**
 * Answers several questions of one request.
 * @param pointer the field that holds them
 * @throws Problem `validation_failed` when they are about so many rules that they take too long together
 */
export function answering(pointer: string): (held: Held, target: Target) => boolean {
  let compared = 0;
  return (held, target) => {
    if (compared > MOST_COMPARED) {
      throw invalidField(pointer, "are too many about somebody who holds so many rules: ask fewer at a time");
    }
    const there = held.grants.filter((grant) => reaches(grant, target.scope));
    compared += countPieces(there.flatMap(({ rules }) => rules));
    return isAllowed(held, target);
  };
}

function allowing(grants: readonly Grant[], target: Target): readonly Holding[] {
  return judge(grants, target).flatMap(({ lack, ...holding }) => (lack === undefined ? [holding] : []));
}

/** What each rule that is held in the target's scope lacks to allow it. */
function judge(
  grants: readonly Grant[],
  target: Target,
): readonly (Holding & { readonly lack: ReturnType<typeof lackOf> })[] {
  return grants
    .filter((grant) => reaches(grant, target.scope))
    .flatMap((grant) =>
      grant.rules.map((rule, ruleIndex) => ({ grant, ruleIndex, lack: lackOf(rule, target) })),
    );
}

/** What is missing of an owner's rights: the one thing that comes nearest to allowing it. */
function notHeld(grants: readonly Grant[], ended: readonly Grant[], target: Target): readonly Missing[] {
  const judged = judge(grants, target);
  if (judged.some(({ lack }) => lack === undefined)) return [];
  const once = allowing(ended, target);
  if (once.length > 0) return [{ code: "binding_expired", nearest: once }];
  for (const lack of ["name", "action"] as const) {
    const nearest = judged
      .filter((rule) => rule.lack === lack)
      .map(({ grant, ruleIndex }) => ({ grant, ruleIndex }));
    if (nearest.length > 0) return [{ code: `no_rule_for_${lack}`, nearest }];
  }
  const here = grants.filter((grant) => reaches(grant, target.scope));
  if (here.length === 0) return [{ code: "no_role", nearest: [] }];
  return [{ code: "no_rule_for_type", nearest: here.map((grant) => ({ grant, ruleIndex: null })) }];
}
