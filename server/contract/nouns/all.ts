import { auditEvent } from "./audit-event.ts";
import { declaration } from "./declaration.ts";
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
import { webhookDelivery } from "./webhook-delivery.ts";
import { webhook } from "./webhook.ts";

/** Every noun of what people make and declare; adding one is its file and a line here. */
export const nouns = {
  project,
  user,
  service_account: serviceAccount,
  group,
  group_member: groupMember,
  role,
  role_binding: roleBinding,
  resource_type: resourceType,
  policy,
  token,
  trust_policy: trustPolicy,
  identity_provider: identityProvider,
  user_identity: userIdentity,
  webhook,
};

export type NounName = keyof typeof nouns;
export type NounOf<K extends NounName> = (typeof nouns)[K];

/** The nouns of what the server records, by itself or of what was applied: nobody creates or changes one. */
export const records = { audit_event: auditEvent, webhook_delivery: webhookDelivery, declaration };
