import * as z from "zod";
import { id } from "./text.ts";

const project = z.string();

const named = z.object({ id, name: z.string(), project });

export const leftovers = z
  .object({
    tokens: z
      .array(named)
      .meta({ description: "The tokens it owns that were not deleted, sessions included." }),
    role_bindings: z
      .array(z.object({ id, role_id: id, project }))
      .meta({ description: "What is bound to it." }),
    group_members: z.array(z.object({ id, group_id: id, project })).meta({ description: "Its memberships." }),
    trust_policies: z
      .array(named)
      .meta({ description: "What lets jobs elsewhere sign in as it, where it is a service account." }),
    shown_tokens: z
      .array(
        named.extend({
          via: id.nullable().meta({
            description:
              "Null where the secret was shown to it; else a token by which the secret was got, whose own secret it was shown.",
          }),
        }),
      )
      .meta({
        description: "Tokens of others with a secret in force that it was shown, or could have been.",
      }),
    hidden: z.int().min(0).nullable().meta({
      description: "How many more there are that the caller does not see; null for who may not off-board it.",
    }),
  })
  .meta({ description: "What somebody leaves behind." });

export const offBoarding = z.strictObject({
  delete: z.boolean().default(false).meta({ description: "Delete it instead of disabling it." }),
  shown_tokens: z
    .enum(["end_secrets", "revoke", "keep"])
    .default("end_secrets")
    .meta({
      description:
        "What becomes of tokens of others whose secret it was shown: `end_secrets` refuses those secrets from now on and " +
        "leaves the tokens to be rotated, `revoke` ends the tokens for good, `keep` leaves both.",
    }),
  include_derived: z
    .boolean()
    .default(false)
    .meta({ description: "The same for tokens whose secret was got by a token whose secret it was shown." }),
});

export const offBoarded = leftovers.meta({ description: "What was ended." });
