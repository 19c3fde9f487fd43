import type { Rule } from "../../../server/contract/built-in-roles.ts";
import { type Access, jetonTypes, type Permission } from "../../../server/contract/permission.ts";

/**
 * A second reading of the rules of authorization, from their words and not from the code: loops over plain data. Places
 * are the names of projects, and `system`.
 */

/** One thing somebody wants to do. */
export interface Ask {
  readonly type: string;
  readonly action: string;
  readonly access: Access;
  /** Undefined asks about every resource of the type. */
  readonly name?: string | undefined;
  /** Whether it belongs to who asks. */
  readonly own?: boolean;
  readonly at: string;
}

/** What somebody holds: rules, at a place and below. */
export interface Holding {
  readonly at: string;
  readonly rules: readonly Rule[];
}

/** A caller: what its owner holds, and what its token leaves of it. */
export interface Powers {
  readonly holds: readonly Holding[];
  readonly mode: "full_access" | "read_only" | "custom";
  /** Of a custom token. */
  readonly rules?: readonly Rule[];
  readonly within?: string;
}

/** By whole segments. */
export function isBelow(place: string, above: string): boolean {
  return above === "system" || place === above || place.startsWith(`${above}.`);
}

export function ruleFits(
  { resource_type: type, actions, resource_names: patterns }: Rule,
  ask: Omit<Ask, "at">,
): boolean {
  const isJetons = ask.type.split(".")[0] === "jeton";
  const typeFits =
    type === "*" ||
    (type === "@declared" && !isJetons) ||
    type === ask.type ||
    (type.endsWith(".*") && ask.type.startsWith(type.replace(/\*$/, "")));
  const actionFits = actions.some(
    (action) => action === "*" || action === ask.action || action === `@${ask.access}`,
  );
  return typeFits && actionFits && (patterns === null || patterns.some((pattern) => nameFits(pattern, ask)));
}

function nameFits(pattern: string, { name, own }: Omit<Ask, "at">): boolean {
  if (pattern === "*") return true;
  if (pattern === "@own") return own === true;
  if (name === undefined || name.startsWith("@")) return false;
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** The one rule: what the owner holds there or above, and the token leaves. */
export function may({ holds, mode, rules = [], within }: Powers, ask: Ask): boolean {
  if (within !== undefined && !isBelow(ask.at, within)) return false;
  if (mode === "read_only" && ask.access !== "read") return false;
  if (mode === "custom" && !rules.some((rule) => ruleFits(rule, ask))) return false;
  return holds.some(
    (holding) => isBelow(ask.at, holding.at) && holding.rules.some((rule) => ruleFits(rule, ask)),
  );
}

/** Whether a place is there for somebody: any right at it or above, save on what is one's own. */
export function sees({ holds, within }: Powers, place: string): boolean {
  const isInside = within === undefined || isBelow(place, within);
  const hasRight = holds.some(
    ({ at, rules }) =>
      isBelow(place, at) &&
      rules.some(({ resource_names: names }) => names === null || names.some((name) => name !== "@own")),
  );
  return isInside && hasRight;
}

/** Whether somebody may name a place: where it sees something there or below; everybody knows the system. */
export function mayName(powers: Powers, place: string, places: readonly string[]): boolean {
  return place === "system" || places.some((below) => isBelow(below, place) && sees(powers, below));
}

/** Whether somebody may read something at a place, or at one below it, whence roles and types above are read. */
export function mayReadFromBelow(powers: Powers, ask: Ask, places: readonly string[]): boolean {
  return places.some((place) => isBelow(place, ask.at) && may(powers, { ...ask, at: place }));
}

/** A permission of the table, as an ask. */
export function asking(permission: Permission, of: Pick<Ask, "at" | "name" | "own">): Ask {
  const [type = "", action = ""] = permission.split(":");
  const actions: Readonly<Record<string, Access>> = jetonTypes[type as keyof typeof jetonTypes];
  return { type, action, access: actions[action]!, ...of };
}

/** Whether somebody holds all there is, everywhere and for good. */
export function holdsEverything({ holds, mode, within }: Powers): boolean {
  const isLimited = mode !== "full_access" || within !== undefined;
  const all = (rule: Rule): boolean =>
    rule.resource_type === "*" && rule.actions.includes("*") && rule.resource_names === null;
  return !isLimited && holds.some(({ at, rules }) => at === "system" && rules.some(all));
}
