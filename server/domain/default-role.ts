import type { BuiltInRoleId } from "../contract/built-in-roles.ts";
import { nouns } from "../contract/nouns/all.ts";
import { parseReference } from "../contract/reference.ts";
import { Problem } from "../contract/problem.ts";
import type { Change } from "./context.ts";
import { declaredAccess } from "./declared-types.ts";
import type { Dependencies } from "./dependencies.ts";
import { made } from "./edit.ts";
import { demandHolds } from "./escalation.ts";
import { subjectColumns } from "./principal.ts";
import type { RoleRow } from "./rows.ts";
import { systemScope } from "./scopes.ts";
import type { AuditEntry, Reader } from "./store.ts";
import { entry } from "./use-case.ts";

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
  const row = {
    ...made(deps, change, nouns.role_binding),
    ...subjectColumns({ type: "user", id: userId }),
    role_id: role.id,
    project_id: systemScope.id,
    expires_at: null,
  };
  await change.rows.role_bindings.insert(row);
  return [
    entry("role_binding.create", row.id, { role_id: role.id, user_id: userId, project_id: row.project_id }),
  ];
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
