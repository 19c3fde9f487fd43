import type { Declarable } from "../../contract/declared.ts";
import type { AnyNoun } from "../../contract/noun.ts";
import type { Resource } from "../resource.ts";
import type { Row } from "../rows.ts";
import type { Kinds } from "../store.ts";
import { groupMemberResource } from "./group-members.ts";
import { groupResource } from "./groups.ts";
import { policyResource } from "./policies.ts";
import { projectResource } from "./projects.ts";
import { resourceTypeResource } from "./resource-types.ts";
import { roleBindingResource } from "./role-bindings.ts";
import { roleResource } from "./roles.ts";
import { serviceAccountResource } from "./service-accounts.ts";
import { tokenResource } from "./token-resource.ts";
import { trustPolicyResource } from "./trust-policies.ts";
import { userResource } from "./users.ts";

/** What the row of anything that is declared has. */
export interface DeclaredRow extends Row {
  readonly managed_by: string;
  readonly updated_at: string;
}

/** The resource of a noun that is not known by name: its functions are given only rows it has found itself. */
export type DeclaredResource = Resource<AnyNoun, keyof Kinds>;

const resources = {
  project: projectResource,
  resource_type: resourceTypeResource,
  role: roleResource,
  user: userResource,
  service_account: serviceAccountResource,
  group: groupResource,
  group_member: groupMemberResource,
  role_binding: roleBindingResource,
  policy: policyResource,
  trust_policy: trustPolicyResource,
  token: tokenResource,
} as const satisfies Record<Declarable, unknown>;

export function resourceOf(kind: Declarable): DeclaredResource {
  return resources[kind] as unknown as DeclaredResource;
}
