import type { BuiltInRoleId } from "../../contract/built-in-roles.ts";
import { nouns } from "../../contract/nouns/all.ts";
import { parseReference } from "../../contract/reference.ts";
import { Problem } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import { declaredAccess } from "./declared-types.ts";
import type { Dependencies } from "../dependencies.ts";
import { made } from "../edit.ts";
import { demandHolds } from "./escalation.ts";
import { subjectColumns } from "./principal.ts";
import type { Made, RoleRow } from "../rows.ts";
import { systemScope } from "./scopes.ts";
import type { AuditEntry, Reader, Transaction } from "../store.ts";
import { entry } from "../use-case.ts";

/** Of what is one's own alone: whoever may create users may give it. */
const HARMLESS = "role_user" satisfies BuiltInRoleId;

/**
 * Binds the server's default role to a new user, at system scope, so that people can manage tokens of their own.
 * @throws Problem `exceeds_own_rights` when it is another than `user` and the creator does not hold it; `wrong_state` when
 *   there is none of that name
 */
export async function giveDefaultRole(
  deps: Dependencies,
  change: Change,
  userId: string,
): Promise<readonly AuditEntry[]> {
  if (deps.defaultRole === null) return [];
  const role = await roleNamed(change.rows, deps.defaultRole);
  if (role.id !== HARMLESS) {
    const gift = { rules: role.rules, scope: systemScope, until: null };
    demandHolds(change.rights, [gift], await declaredAccess(change.rows));
  }
  return bind(change.rows, role, { ...made(deps, change, nouns.role_binding), userId });
}

/**
 * The same for somebody who signs up, whom nobody creates: the operator gives it.
 * @throws Problem `wrong_state` when there is none of that name
 */
export async function bindDefaultRole(
  deps: Pick<Dependencies, "defaultRole" | "newId">,
  { rows }: Pick<Change, "rows">,
  { userId, by }: { readonly userId: string; readonly by: Omit<Made, "id"> },
): Promise<readonly AuditEntry[]> {
  if (deps.defaultRole === null) return [];
  const role = await roleNamed(rows, deps.defaultRole);
  return bind(rows, role, { ...by, id: deps.newId(nouns.role_binding.idPrefix), userId });
}

async function bind(
  rows: Transaction,
  { id: role_id }: RoleRow,
  { userId, ...by }: Made & { readonly userId: string },
): Promise<readonly AuditEntry[]> {
  const project_id = systemScope.id;
  const columns = subjectColumns({ type: "user", id: userId });
  await rows.role_bindings.insert({ ...by, ...columns, role_id, project_id, expires_at: null });
  return [entry("role_binding.create", by.id, { role_id, user_id: userId, project_id })];
}

async function roleNamed(rows: Reader, text: string): Promise<RoleRow> {
  const reference = parseReference(nouns.role, text);
  const where =
    reference?.by === "id"
      ? { id: reference.id }
      : { name: reference?.by === "project" ? reference.name : "" };
  const [role] = await rows.roles.list({ ...where, project_id: systemScope.id });
  if (role) return role;
  const detail = `this server gives new users the role \`${text}\` (JETON_DEFAULT_ROLE), and the system has none such; create it first`;
  throw new Problem("wrong_state", detail);
}
