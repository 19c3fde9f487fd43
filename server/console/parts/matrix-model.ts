import type { Rule } from "../../contract/built-in-roles.ts";
import {
  type Access,
  ALL_ACTIONS,
  ALL_TYPES,
  DECLARED_TYPES,
  jetonTypes,
  READ_ACTIONS,
  WRITE_ACTIONS,
} from "../../contract/permission.ts";
import { coversPiece } from "../../contract/rule-matching.ts";

/** A type of resources as a row of the matrix; one that stands for several has no actions of its own. */
export interface MatrixType {
  readonly name: string;
  readonly area: string;
  readonly about?: string;
  readonly actions: readonly { readonly name: string; readonly access: Access }[];
}

/** What is ticked: of each type its actions, `@read`, `@write` and `*` among them. */
export type Ticks = ReadonlyMap<string, ReadonlySet<string>>;

/** Rules that a matrix can show, and those it cannot: on some names alone, or of types nobody declared. */
export interface Split {
  readonly ticks: Ticks;
  readonly others: readonly Rule[];
}

const several: readonly MatrixType[] = [
  { name: ALL_TYPES, area: "Several types at once", about: "every type, future ones too", actions: [] },
  { name: DECLARED_TYPES, area: "Several types at once", about: "every declared type", actions: [] },
  { name: "jeton.*", area: "Several types at once", about: "all of Jeton's own", actions: [] },
];
const own: readonly MatrixType[] = Object.entries(jetonTypes).map(([name, actions]) => ({
  name,
  area: "Jeton's own",
  actions: Object.entries(actions).map(([action, access]) => ({ name: action, access })),
}));

type Declared = Pick<MatrixType, "name" | "actions"> & { readonly area: string | null };

/** Every row there is: what users declared by area, then what Jeton has itself, then what stands for several. */
export function matrixTypes(declared: readonly Declared[]): readonly MatrixType[] {
  const named = declared
    .map(({ name, actions, area }) => ({ name, actions, area: area ?? "Declared" }))
    .toSorted((a, b) => a.area.localeCompare(b.area) || a.name.localeCompare(b.name));
  return [...named, ...own, ...several];
}

export function splitRules(rules: readonly Rule[], types: readonly MatrixType[]): Split {
  const known = new Map(types.map((type) => [type.name, new Set<string>()]));
  const others: Rule[] = [];
  for (const rule of rules) {
    const ticked = rule.resource_names === null ? known.get(rule.resource_type) : undefined;
    if (ticked) for (const action of rule.actions) ticked.add(action);
    else others.push(rule);
  }
  return { ticks: known, others };
}

export function joinRules({ ticks, others }: Split): readonly Rule[] {
  const plain = [...ticks]
    .filter(([, actions]) => actions.size > 0)
    .map(([type, actions]) => ({ resource_type: type, actions: [...actions], resource_names: null }));
  return [...plain, ...others];
}

const wildcardOf = { read: READ_ACTIONS, write: WRITE_ACTIONS } as const;

/** Whether all of one access is ticked, future actions too; or some of it. */
export function stateOf(
  type: MatrixType,
  ticked: ReadonlySet<string>,
  access: Access,
): "all" | "some" | "none" {
  if (ticked.has(ALL_ACTIONS) || ticked.has(wildcardOf[access])) return "all";
  return type.actions.some((action) => action.access === access && ticked.has(action.name)) ? "some" : "none";
}

export function isTicked(ticked: ReadonlySet<string>, action: MatrixType["actions"][number]): boolean {
  return ticked.has(ALL_ACTIONS) || ticked.has(wildcardOf[action.access]) || ticked.has(action.name);
}

/** Ticks all of one access, or none of it. */
export function toggleAll(
  type: MatrixType,
  ticked: ReadonlySet<string>,
  access: Access,
): ReadonlySet<string> {
  const isAll = stateOf(type, ticked, access) === "all";
  const names = new Set(type.actions.filter((action) => action.access === access).map(({ name }) => name));
  const kept = [...spelledOut(ticked)].filter((name) => !names.has(name) && name !== wildcardOf[access]);
  return new Set(isAll ? kept : [...kept, wildcardOf[access]]);
}

/** Ticks one action or takes it back; where all were ticked, the others stay, each by its name. */
export function toggleAction(
  type: MatrixType,
  ticked: ReadonlySet<string>,
  action: MatrixType["actions"][number],
): ReadonlySet<string> {
  const wildcard = wildcardOf[action.access];
  const next = new Set(spelledOut(ticked));
  if (!next.delete(wildcard)) {
    if (!next.delete(action.name)) next.add(action.name);
    return next;
  }
  for (const { name, access } of type.actions) {
    if (access === action.access && name !== action.name) next.add(name);
  }
  return next;
}

/** `*` as the two it is made of. */
function spelledOut(ticked: ReadonlySet<string>): ReadonlySet<string> {
  if (!ticked.has(ALL_ACTIONS)) return ticked;
  return new Set([...ticked, READ_ACTIONS, WRITE_ACTIONS].filter((name) => name !== ALL_ACTIONS));
}

/** What somebody holds: rules, and where, below included. */
export interface Grant {
  readonly project: string;
  readonly rules: readonly Rule[];
}

/** Whether somebody may give that, since nobody grants what they lack. The server decides; this greys out. */
export function holds(
  grants: readonly Grant[],
  { project, type, action }: { readonly project: string; readonly type: MatrixType; readonly action: string },
): boolean {
  const piece = { resource_type: type.name, actions: [action], resource_names: null };
  const access = type.actions.find(({ name }) => name === action)?.access;
  return grants
    .filter(({ project: at }) => at === "system" || project === at || project.startsWith(`${at}.`))
    .some(({ rules }) => rules.some((rule) => coversPiece(rule, piece, () => access)));
}
