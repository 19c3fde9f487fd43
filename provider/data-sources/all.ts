import type { DataSource } from "../framework/data-source.ts";
import type { Connect } from "../from-contract/connect.ts";
import { accessCheck } from "./access-check.ts";
import { groupMember } from "./group-member.ts";
import { group } from "./group.ts";
import { identityProvider } from "./identity-provider.ts";
import { lists } from "./lists.ts";
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
import { whoami } from "./whoami.ts";

/** Every data source; adding one is its file and a line here. */
export const dataSources: readonly DataSource<Connect>[] = [
  accessCheck,
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
  whoami,
  ...lists,
];
