import type { ListResource } from "../framework/list-resource.ts";
import type { Connect } from "../from-contract/connect.ts";
import { listResourceOf } from "../from-contract/list-resource.ts";

/** Every resource that `terraform query` finds; adding one is a line here. */
export const listResources: readonly ListResource<Connect>[] = [
  listResourceOf("group"),
  listResourceOf("group_member"),
  listResourceOf("policy"),
  listResourceOf("project"),
  listResourceOf("resource_type"),
  listResourceOf("role"),
  listResourceOf("role_binding"),
  listResourceOf("service_account"),
  listResourceOf("token"),
  listResourceOf("trust_policy"),
  listResourceOf("user"),
];
