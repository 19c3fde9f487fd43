import type { Resource } from "../framework/resource.ts";
import type { Connect } from "../from-contract/connect.ts";
import { groupMember } from "./group-member.ts";
import { group } from "./group.ts";
import { identityProvider } from "./identity-provider.ts";
import { policy } from "./policy.ts";
import { project } from "./project.ts";
import { resourceType } from "./resource-type.ts";
import { roleBinding } from "./role-binding.ts";
import { role } from "./role.ts";
import { serviceAccount } from "./service-account.ts";
import { token } from "./token.ts";
import { trustPolicy } from "./trust-policy.ts";
import { userIdentity } from "./user-identity.ts";
import { user } from "./user.ts";
import { webhook } from "./webhook.ts";

/** Every resource; adding one is its file and a line here. */
export const resources: readonly Resource<Connect>[] = [
  group,
  groupMember,
  identityProvider,
  policy,
  project,
  resourceType,
  role,
  roleBinding,
  serviceAccount,
  token,
  trustPolicy,
  user,
  userIdentity,
  webhook,
];
