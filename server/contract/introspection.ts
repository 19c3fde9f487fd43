import * as z from "zod";
import { addressAsRange } from "./address-range.ts";
import { audience, id } from "./text.ts";

/** RFC 7662 section 2.1, which lets a server have parameters of its own. */
export const introspectionRequest = z.object({
  token: z
    .string()
    .min(1, { message: "is required" })
    .max(4096)
    .meta({ description: "The token asked about." }),
  token_type_hint: z.string().max(100).optional(),
  use: z.enum(["true", "false"]).optional().meta({
    description:
      "`true` when the answer decides whether a request is let through: then it counts as one use of the token.",
  }),
  client_ip: z
    .string()
    .max(64)
    .refine((text) => addressAsRange(text) !== undefined, {
      message: "must be an IPv4 or IPv6 address, without port or brackets",
    })
    .optional()
    .meta({
      description:
        "Where the request comes from, for the token's `allowed_cidrs`; without it, a token that has them has no use.",
    }),
});

/** RFC 7662 section 2.2; an inactive token's answer says nothing else. */
export const introspectionReply = z.object({
  active: z.boolean(),
  token_type: z.literal("Bearer").optional(),
  jti: id.optional().meta({ description: "The token's id." }),
  sub: id.optional().meta({ description: "The id of its owner." }),
  username: z.string().optional().meta({ description: "A reference to its owner: `sa/shop/deployer`." }),
  aud: audience.optional().meta({
    description: "The caller's audience, when the token is meant for some only.",
  }),
  project: z.string().optional().meta({ description: "The project it belongs to." }),
  iat: z.int().optional().meta({ description: "Seconds since 1970." }),
  exp: z.int().optional().meta({ description: "Seconds since 1970; absent, it does not end." }),
});
