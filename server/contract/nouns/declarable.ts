import { groupMember } from "./group-member.ts";
import { group } from "./group.ts";
import { policy } from "./policy.ts";
import { project } from "./project.ts";
import { resourceType } from "./resource-type.ts";
import { roleBinding } from "./role-binding.ts";
import { role } from "./role.ts";
import { serviceAccount } from "./service-account.ts";
import { token } from "./token.ts";
import { trustPolicy } from "./trust-policy.ts";
import { user } from "./user.ts";

/**
 * What a declaration may hold, in the order in which it is written: each names only what comes before it. What is deleted
 * goes the other way round. The Action, which validates files before it asks anybody, carries no other nouns.
 */
export const declarableNouns = {
  project,
  resource_type: resourceType,
  role,
  user,
  service_account: serviceAccount,
  group,
  group_member: groupMember,
  role_binding: roleBinding,
  policy,
  trust_policy: trustPolicy,
  token,
};
