import * as z from "zod";
import { token } from "./nouns/token.ts";
import { rule, rules } from "./rule.ts";
import { ownerTypes } from "./subject.ts";
import { id, instant } from "./text.ts";

/**
 * What can be in the way of what is asked: each by itself, so that it is allowed once all that are named are gone.
 * The first that stop a token, then what a token leaves out, then what its owner lacks: of the last at most one.
 */
const obstacles = {
  token_revoked: "The token is revoked",
  token_expired: "The token has expired",
  token_pending: "The token awaits approval",
  token_blocked: "The token lasts longer than the policy in force allows",
  token_disabled: "The token is disabled",
  token_not_yet_valid: "The token's time has not come",
  token_used_up: "The token has no uses left",
  owner_disabled: "The owner is disabled",
  trust_policy_disabled: "The trust policy that the token was exchanged under is disabled",
  outside_within: "The token is kept within another project",
  not_in_mode: "The mode of the token or of its trust policy, or their rules, leave this out",
  no_role: "There is no role here or above",
  binding_expired: "A binding that would allow it has ended",
  no_rule_for_type: "No role here has a rule for the resource type",
  no_rule_for_action: "Rules for the type are there, but not for the action",
  no_rule_for_name: "Rules for the type and the action are there, but not for the name",
} as const;
export type Obstacle = keyof typeof obstacles;
// The keys of a table that is not empty.
const obstacleNames = Object.keys(obstacles) as [Obstacle, ...Obstacle[]];

/** Told of each kind: a reply is for people to read, and somebody's rules may be more than a server can send. */
export const MOST_HOLDINGS = 100;

const holding = z
  .object({
    inherited: z.boolean().meta({ description: "Whether it is held above the project asked about." }),
    role_binding_id: id.nullable().meta({
      description: "The binding; null for the role that a token belongs to.",
    }),
    group_id: id.nullable().meta({ description: "The group through which it is held; null for none." }),
    group: z.string().nullable().meta({
      description: "For example `grp/shop/devs`; null for none, and for one the caller does not see.",
    }),
    role_id: id.nullable(),
    role: z.string().nullable().meta({ description: "For example `role/system/admin`." }),
    project: z.string().nullable().meta({ description: "Where it is held, below included." }),
    expires_at: instant.nullable().meta({ description: "When the binding ends, or ended; null is never." }),
    rule_index: z.int().min(0).nullable().meta({ description: "Which of the role's rules, from 0." }),
    rule: rule.nullable(),
  })
  .meta({
    description:
      "A role somebody holds, and one of its rules where it is about one. Held in a project that the caller does not see, it is `inherited` and all else is null.",
  });

export const explanation = z.object({
  allowed: z.boolean().meta({ description: "What `access:check` says." }),
  detail: z.string().meta({ description: "The answer in words." }),
  subject: z
    .object({
      type: z.enum(ownerTypes),
      id,
      reference: z.string().meta({ description: "For example `sa/shop/deployer`." }),
    })
    .meta({ description: "Whose rights these are." }),
  token: z
    .object({
      id,
      name: token.fields.name.schema,
      state: token.fields.state.schema,
      mode: token.fields.mode.schema,
      rules: rules.nullable().meta({ description: "The rules of a `custom` token." }),
      within: z.string().nullable().meta({
        description: "The project it is kept within; null for none, and for one the caller does not see.",
      }),
    })
    .nullable()
    .meta({ description: "What narrows them; null when the question is not about a token." }),
  allowed_by: z.array(holding).meta({
    description: `The rules that allow it, each enough by itself, ${String(MOST_HOLDINGS)} at most; empty when it is denied.`,
  }),
  missing: z
    .array(
      z.object({
        code: z.enum(obstacleNames).meta({
          description: Object.entries(obstacles)
            .map(([code, words]) => `\`${code}\`: ${words}.`)
            .join(" "),
        }),
        detail: z.string(),
        nearest: z
          .array(holding)
          .meta({ description: `What comes nearest to allowing it, ${String(MOST_HOLDINGS)} at most.` }),
      }),
    )
    .meta({ description: "All that is in the way; empty when it is allowed." }),
});
