import type { Construct } from "constructs";
import { Role, type RoleRules } from "../bindings/cdktf/role/index.js";
import { RoleBinding } from "../bindings/cdktf/role-binding/index.js";

/** What an identity may do: by rules of its own, or by a role there is. */
export type May =
  | { readonly rules: RoleRules[]; readonly roleId?: never }
  | { readonly roleId: string; readonly rules?: never };

interface Account {
  readonly name: string;
  readonly project: string;
  readonly serviceAccountId: string;
}

interface Granted {
  /** Of its own; undefined where it has one that is given to others too. */
  readonly role: Role | undefined;
  readonly roleBinding: RoleBinding;
}

/** Grants an account what it may, in its project and below. */
export function grant(scope: Construct, { name, project, serviceAccountId }: Account, may: May): Granted {
  const bind = (roleId: string): RoleBinding =>
    new RoleBinding(scope, "binding", { roleId, serviceAccountId, project });
  if (may.rules === undefined) return { role: undefined, roleBinding: bind(may.roleId) };
  const role = new Role(scope, "role", {
    name,
    project,
    description: `What ${name} may do`,
    rules: may.rules,
  });
  return { role, roleBinding: bind(role.id) };
}
