import * as z from "zod";
import {
  ACCESS_TOKEN,
  ACCOUNT_URN,
  EXCHANGE_GRANT,
  JWT,
  REQUESTED_TYPES,
  SUBJECT_TYPES,
} from "./token-exchange-names.ts";

const optional = (most: number, description: string): z.ZodOptional<z.ZodString> =>
  z.string().max(most).optional().meta({ description });

/** RFC 8693 section 2.1. Parameters that are not here are ignored, as RFC 6749 section 3.2 says. */
export const exchangeRequest = z.object({
  grant_type: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: `\`${EXCHANGE_GRANT}\`.` }),
  subject_token: optional(16_384, "The ID token."),
  subject_token_type: optional(200, SUBJECT_TYPES.map((type) => `\`${type}\``).join(" or ") + "."),
  resource: optional(
    700,
    `The service account: \`${ACCOUNT_URN}\` and its id, or its project and name: \`${ACCOUNT_URN}shop/deployer\`.`,
  ),
  requested_token_type: optional(
    200,
    `\`${ACCESS_TOKEN}\`, as if it were absent, or \`${JWT}\` for one that its audience verifies itself (RFC 9068), of ten minutes at most.`,
  ),
  requested_expiry: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, { message: "must be a number of seconds" })
    .optional()
    .meta({
      description:
        "How many seconds the token is to last; it lasts no longer than its trust policy allows, and `expires_in` says how long.",
    }),
  audience: optional(
    700,
    "Whom the token is meant for, and nobody else; a JWT must have one. Jeton's own audience is the `issuer` of its metadata. Absent, the token is meant for everyone.",
  ),
  scope: optional(700, "Must be absent: the trust policy says what the token may do."),
  actor_token: optional(16_384, "Must be absent: nobody acts for somebody else here."),
});

/** RFC 8693 section 2.2.1. */
export const exchangeReply = z.object({
  access_token: z.string().meta({ description: "The token's text, this once." }),
  issued_token_type: z.enum(REQUESTED_TYPES),
  token_type: z.literal("Bearer"),
  expires_in: z.int().min(1).meta({ description: "Seconds." }),
});

/** RFC 7009 section 2.1. */
export const revocationRequest = z.object({
  token: z
    .string()
    .min(1, { message: "is required" })
    .max(4096)
    .meta({ description: "The token to end for good." }),
  token_type_hint: z.string().max(100).optional(),
});
