import * as z from "zod";
import type { Permission } from "./permission.ts";
import { id, instant } from "./text.ts";

/** A kind of event: what it tells, and what whoever hears of it must be allowed to read where it happened. */
interface EventType<S extends z.ZodObject = z.ZodObject> {
  readonly description: string;
  readonly needs: Permission;
  /** What the message's `data` holds: never a secret, and nothing by which one could be looked up. */
  readonly data: S;
}

/** Who did it, as the audit has it. */
const actor = z.object({
  type: z.enum(["user", "service_account", "role", "system"]),
  id,
  token_id: id.nullable(),
});

/** In the data of every event. */
const common = {
  project: z.string().meta({ description: "Where it happened, `system` for the system scope." }),
  actor: actor.meta({ description: "Who did it, and with which token; `system` is the server itself." }),
  request_id: id.nullable().meta({ description: "Of the request that did it, as in the audit and the log." }),
};

const token = z.object({
  ...common,
  token_id: id,
  name: z.string(),
  service_account_id: id.nullable(),
  user_id: id.nullable(),
  role_id: id.nullable(),
  expires_at: instant.nullable(),
  ephemeral: z.boolean(),
  labels: z.record(z.string(), z.string()),
});

const roleBinding = z.object({
  ...common,
  role_binding_id: id,
  role_id: id,
  service_account_id: id.nullable(),
  user_id: id.nullable(),
  group_id: id.nullable(),
  claim: z
    .object({ issuer: z.string(), name: z.string(), values: z.array(z.string()) })
    .nullable()
    .meta({ description: "Of a binding to whoever signs in with one of these values." }),
  expires_at: instant.nullable(),
});

const groupMember = z.object({
  ...common,
  group_member_id: id,
  group_id: id,
  service_account_id: id.nullable(),
  user_id: id.nullable(),
});

const serviceAccount = z.object({ ...common, service_account_id: id, name: z.string() });
/** Who a person is, is told by the id alone. */
const user = z.object({ ...common, user_id: id });

const trustPolicy = z.object({
  ...common,
  trust_policy_id: id,
  name: z.string(),
  service_account_id: id,
  issuer: z.string(),
  disabled: z.boolean(),
});

const changed = {
  changed: z.array(z.string()).meta({ description: "The fields that have another value now." }),
};

function of<S extends z.ZodObject>(needs: Permission, data: S) {
  return (description: string): EventType<S> => ({ description, needs, data });
}

const ofToken = of("jeton.token:read", token);
const ofBinding = of("jeton.role-binding:read", roleBinding);
const ofMember = of("jeton.group-member:read", groupMember);
const ofAccount = of("jeton.service-account:read", serviceAccount);
const ofUser = of("jeton.user:read", user);
const ofTrust = of("jeton.trust-policy:read", trustPolicy);

/** Every event there is: adding one is a line here, and in `server/domain/events` what raises it. */
export const eventTypes = {
  "token.created": ofToken("A token was made, by somebody or by the exchange of an ID token."),
  "token.updated": of(
    "jeton.token:read",
    token.extend(changed),
  )("A token's terms changed; not its secret, and not by its use."),
  "token.rotated": ofToken("A token has a new secret."),
  "token.rolled_back": ofToken("A token's last rotation was taken back: its secret is again the one before."),
  "token.transferred": ofToken("A token has another owner, and a new secret."),
  "token.secret_ended": ofToken("A secret of a token was ended; the token stays, for somebody to rotate."),
  "token.approved": ofToken("A token that waited for it was approved."),
  "token.disabled": ofToken("A token was disabled, by somebody or because nobody used it."),
  "token.enabled": ofToken("A disabled token was enabled."),
  "token.revoked": ofToken("A token was ended for good."),
  "token.deleted": ofToken("A token was deleted, or went with its owner or its project."),
  "token.expiring": of(
    "jeton.token:read",
    token.extend({
      days: z.int().meta({ description: "How many days are left, at most: 30, 14, 7 or 1." }),
    }),
  )("A token soon ends: told once each, 30, 14, 7 and 1 days before, of tokens that last longer than that."),
  "token.expired": ofToken("A token has ended by itself; told within about an hour."),
  "token.secret_reused": of(
    "jeton.token:read",
    token.extend({
      ip: z.string().nullable().meta({ description: "The address it came from." }),
      user_agent: z.string().nullable(),
    }),
  )(
    "A secret was presented that had been rotated away: a forgotten copy, or somebody who should not have it.",
  ),
  "token.leaked": of(
    "jeton.token:read",
    token.extend({
      by: z.enum(["github", "anybody"]).meta({ description: "Who reported it; GitHub, by its signature." }),
      url: z.string().nullable().meta({ description: "Where it was found, as the report says." }),
      source: z.string().nullable(),
      ended: z.boolean().meta({ description: "Whether that ended the token; not the last administrator's." }),
    }),
  )("A secret of a live token was reported to be where others read it."),
  "role_binding.created": ofBinding("A role was bound to somebody."),
  "role_binding.deleted": ofBinding("A role binding was deleted, or went with what it bound."),
  "group_member.created": ofMember("Somebody became a member of a group."),
  "group_member.deleted": ofMember("Somebody is no longer a member of a group."),
  "service_account.disabled": ofAccount("A service account was disabled: its tokens are refused."),
  "service_account.enabled": ofAccount("A disabled service account was enabled."),
  "service_account.deleted": ofAccount("A service account was deleted, and its tokens with it."),
  "user.disabled": ofUser("A user was disabled: their tokens and sessions are refused."),
  "user.enabled": ofUser("A disabled user was enabled."),
  "user.deleted": ofUser("A user was deleted, and their tokens with them."),
  "trust_policy.created": ofTrust("A service account trusts ID tokens of an issuer from now on."),
  "trust_policy.updated": of(
    "jeton.trust-policy:read",
    trustPolicy.extend(changed),
  )("What a trust policy trusts or gives changed."),
  "trust_policy.deleted": ofTrust("A trust policy was deleted, and the tokens it gave ended."),
} as const satisfies Record<string, EventType>;

export type EventTypeName = keyof typeof eventTypes;
export type EventData<T extends EventTypeName> = z.input<(typeof eventTypes)[T]["data"]>;
/** They are the table's own keys. */
export const eventTypeNames = Object.keys(eventTypes) as [EventTypeName, ...EventTypeName[]];

/** What a webhook is asked to hear at any time, to see whether it does. */
export const PING = "webhook.ping";

/** Before the name of a type in a message, as CloudEvents 1.0 section 3.1 asks for a name of one's own. */
export const TYPE_PREFIX = "jeton.";
