import type { Rule } from "./built-in-roles.ts";
import {
  type Access,
  ALL_ACTIONS,
  ALL_TYPES,
  DECLARED_TYPES,
  OWN,
  READ_ACTIONS,
  RESERVED_PREFIX,
  WRITE_ACTIONS,
} from "./permission.ts";

/** One thing somebody wants to do, as rules see it. */
export interface Ask {
  readonly type: string;
  readonly action: string;
  readonly access: Access;
  /** Undefined asks about every resource of the type. */
  readonly name: string | undefined;
  /** Whether the resource belongs to who asks. */
  readonly own: boolean;
}

/** Whether an action of a type reads or writes; undefined when the type is a wildcard or not declared. */
export type AccessOf = (type: string, action: string) => Access | undefined;

export function isReserved(type: string): boolean {
  return type === RESERVED_PREFIX || type.startsWith(`${RESERVED_PREFIX}.`);
}

export function ruleAllows(rule: Rule, ask: Ask): boolean {
  return lackOf(rule, ask) === undefined;
}

/** What a rule lacks to allow an ask: the first of three things; undefined when it allows it. */
export function lackOf(rule: Rule, ask: Ask): "type" | "action" | "name" | undefined {
  if (!coversType(rule.resource_type, ask.type)) return "type";
  if (!coversAction(rule.actions, ask.action, ask.access)) return "action";
  return namesAllow(rule.resource_names, ask) ? undefined : "name";
}

function namesAllow(names: readonly string[] | null, { name, own }: Ask): boolean {
  if (names === null || names.includes("*")) return true;
  return names.some((pattern) =>
    pattern === OWN ? own : name !== undefined && !name.startsWith("@") && coversName(pattern, name),
  );
}

/** One rule taken apart into what must each be covered: a single action on a single name pattern. */
export function* piecesOf(rule: Rule): Generator<Rule> {
  for (const action of rule.actions) {
    for (const name of rule.resource_names ?? [null]) {
      yield { ...rule, actions: [action], resource_names: name === null ? null : [name] };
    }
  }
}

/** How many pieces rules have. */
export function countPieces(rules: readonly Rule[]): number {
  return rules.reduce(
    (sum, { actions, resource_names: names }) => sum + actions.length * (names?.length ?? 1),
    0,
  );
}

/** Whether one rule gives all that a piece (of `piecesOf`) gives, now and when more types, actions and names come to be. */
export function coversPiece(wide: Rule, piece: Rule, accessOf: AccessOf): boolean {
  const [action = ALL_ACTIONS] = piece.actions;
  return (
    coversType(wide.resource_type, piece.resource_type) &&
    coversAction(wide.actions, action, accessOf(piece.resource_type, action)) &&
    coversNames(wide.resource_names, piece.resource_names)
  );
}

/** What two rules both allow, or undefined for nothing. Where that cannot be told, too much rather than too little. */
export function intersect(a: Rule, b: Rule, accessOf: AccessOf): Rule | undefined {
  const type = narrower(a.resource_type, b.resource_type, coversType);
  if (type === undefined) return undefined;
  const actions = pairs(a.actions, b.actions, (x, y) =>
    meetActions(x, y, (action) => accessOf(type, action)),
  );
  const names =
    a.resource_names === null || b.resource_names === null
      ? (a.resource_names ?? b.resource_names)
      : pairs(a.resource_names, b.resource_names, meetNames);
  if (actions.length === 0 || names?.length === 0) return undefined;
  return { resource_type: type, actions, resource_names: names };
}

function coversType(wide: string, narrow: string): boolean {
  if (wide === ALL_TYPES || wide === narrow) return true;
  if (narrow === ALL_TYPES) return false;
  if (wide === DECLARED_TYPES) return !isReserved(narrow.replace(/\.\*$/, ""));
  return wide.endsWith(".*") && narrow !== DECLARED_TYPES && narrow.startsWith(wide.slice(0, -1));
}

function coversAction(wide: readonly string[], narrow: string, access: Access | undefined): boolean {
  if (wide.includes(narrow) || wide.includes(ALL_ACTIONS)) return true;
  if (isActionWildcard(narrow) || access === undefined) return false;
  return wide.includes(access === "read" ? READ_ACTIONS : WRITE_ACTIONS);
}

function isActionWildcard(action: string): boolean {
  return action === ALL_ACTIONS || action === READ_ACTIONS || action === WRITE_ACTIONS;
}

function coversNames(wide: readonly string[] | null, narrow: readonly string[] | null): boolean {
  if (wide === null || wide.includes("*")) return true;
  return narrow !== null && narrow.every((name) => wide.some((pattern) => coversName(pattern, name)));
}

function coversName(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  if (!wide.endsWith("*")) return false;
  const beginning = wide.slice(0, -1);
  return beginning === "" || (narrow !== OWN && narrow.startsWith(beginning));
}

function meetActions(
  a: string,
  b: string,
  accessOf: (action: string) => Access | undefined,
): string | undefined {
  if (a === b || b === ALL_ACTIONS) return a;
  if (a === ALL_ACTIONS) return b;
  if (isActionWildcard(a) === isActionWildcard(b)) return undefined;
  const [wildcard, action] = isActionWildcard(a) ? [a, b] : [b, a];
  const access = accessOf(action);
  return access === undefined || wildcard === `@${access}` ? action : undefined;
}

function meetNames(a: string, b: string): string | undefined {
  if (a === "*") return b;
  if (b === "*") return a;
  // What is one's own may have any name, so with `@own` the other pattern is the best that can be said.
  if (a === OWN) return b;
  if (b === OWN) return a;
  return narrower(a, b, coversName);
}

function narrower(
  a: string,
  b: string,
  covers: (wide: string, narrow: string) => boolean,
): string | undefined {
  if (covers(a, b)) return b;
  return covers(b, a) ? a : undefined;
}

function pairs(
  as: readonly string[],
  bs: readonly string[],
  meet: (a: string, b: string) => string | undefined,
): readonly string[] {
  const met = as.flatMap((a) => bs.map((b) => meet(a, b)));
  return [...new Set(met.filter((entry) => entry !== undefined))];
}
