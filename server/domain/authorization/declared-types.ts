import type { Rule } from "../../contract/built-in-roles.ts";
import { type Access, jetonTypes } from "../../contract/permission.ts";
import { Problem } from "../../contract/problem.ts";
import type { AccessOf } from "../../contract/rule-matching.ts";
import type { Reader } from "../store.ts";

type Actions = ReadonlyMap<string, Access>;

const jetonActions: ReadonlyMap<string, Actions> = new Map(
  Object.entries(jetonTypes).map(([type, actions]) => [type, new Map(Object.entries(actions))]),
);

/** The actions of one type, Jeton's own or declared; undefined when there is no such type. */
export async function actionsOf(reader: Reader, type: string): Promise<Actions | undefined> {
  const own = jetonActions.get(type);
  if (own) return own;
  const [row] = await reader.resource_types.list({ name: type }, { limit: 1 });
  return row && new Map(row.actions.map(({ name, access }) => [name, access]));
}

/** Whether the actions of all types read or write, as declared now. */
export async function declaredAccess(reader: Reader): Promise<AccessOf> {
  const rows = await reader.resource_types.list({});
  const declared = rows.map(
    ({ name, actions }) => [name, new Map(actions.map((action) => [action.name, action.access]))] as const,
  );
  const all = new Map<string, Actions>([...jetonActions, ...declared]);
  return (type, action) => all.get(type)?.get(action);
}

/**
 * Refuses rules that name a type or an action nobody declared: a slip of the pen would grant nothing, silently.
 * @throws Problem `validation_failed` at each such place; `pointer` is that of the list of rules
 */
export async function demandDeclared(reader: Reader, rules: readonly Rule[], pointer: string): Promise<void> {
  const errors = [];
  for (const [index, { resource_type: type, actions }] of rules.entries()) {
    if (isTypeWildcard(type)) continue;
    const known = await actionsOf(reader, type);
    if (!known) {
      const detail = `there is no resource type \`${type}\`; declare it first`;
      errors.push({ pointer: `${pointer}/${String(index)}/resource_type`, detail });
      continue;
    }
    const names = [...known.keys()].join(", ");
    for (const [at, action] of actions.entries()) {
      if (action === "*" || action.startsWith("@") || known.has(action)) continue;
      const detail = `\`${type}\` has no action \`${action}\`; it has ${names}`;
      errors.push({ pointer: `${pointer}/${String(index)}/actions/${String(at)}`, detail });
    }
  }
  const [first] = errors;
  if (first) throw new Problem("validation_failed", first.detail, { errors });
}

function isTypeWildcard(type: string): boolean {
  return type.startsWith("@") || type.endsWith("*");
}
