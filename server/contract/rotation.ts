import * as z from "zod";
import { newSecret, sealedSecret } from "./new-secret.ts";
import { token } from "./nouns/token.ts";
import { createSchema, refuseGroup, shownWith } from "./schemas.ts";
import { durationOrZero, id, reference } from "./text.ts";

/** How long the old secret stays valid when nothing is said: long enough to hand the new one over. */
const DEFAULT_GRACE = "PT0S";

export const rotation = z
  .strictObject({
    grace_period: durationOrZero.default(DEFAULT_GRACE).meta({
      description:
        "How long the old secret stays valid beside the new one, never past its own end; `0s` ends it at once.",
    }),
    expires_at: token.fields.expires_at.schema.optional().meta({
      description: "A new end; absent, it is now + `max_age`, or stays as it is.",
    }),
    ...newSecret.schema.shape,
  })
  .superRefine((body, context) => {
    for (const names of newSecret.atMostOneOf) refuseGroup(body, names, { least: 0, context });
  })
  .meta({ description: "A new secret for the same token." });

/** What create takes: a token, and how its secret is handed over. */
export const issuing = createSchema(token, {
  ...newSecret,
  atMostOneOf: [["imported", "secret", "sealed_for"]],
});

/** What a reply that makes a secret says of it. */
export const handedOver = {
  secret: token.fields.secret.schema
    .optional()
    .meta({ description: `${token.fields.secret.description} A late repetition of the request has none.` }),
  sealed_secret: sealedSecret.optional(),
};

/** A token as create and rotate answer: with its secret, this once. */
export const issued = shownWith(token, handedOver);

/** What rotate answers with besides. */
export const rotated = shownWith(token, {
  ...handedOver,
  rotation_id: id.optional().meta({
    description:
      "By which the rotation can be taken back while the old secret lives. A repetition of a request that another rotation followed has none.",
  }),
});

export const rollback = z
  .strictObject({
    rotation_id: z.string().min(1).max(100).meta({ description: "Of the reply to the rotation." }),
  })
  .meta({ description: "Which rotation to take back: the token's last." });

const NEW_OWNERS = ["service_account_id", "user_id"] as const;

export const transfer = rotation
  .extend({
    service_account_id: reference.optional().meta({ description: "The service account that is to own it." }),
    user_id: reference.optional().meta({ description: "The user who is to own it." }),
  })
  .superRefine((body, context) => {
    refuseGroup(body, NEW_OWNERS, { least: 1, context });
  })
  .meta({ description: "Another owner, and a new secret for the same token." });
