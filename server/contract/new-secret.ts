import * as z from "zod";
import { parseTokenText } from "./token-text.ts";

/** 32 bytes in base64, as libsodium and GitHub's API for secrets write a key: the last character has two bits to spare. */
const PUBLIC_KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** How a secret that a request makes is handed over, of create and rotate alike. */
export const newSecret = {
  schema: z.object({
    secret: absentOr(
      z.string().refine((text) => parseTokenText(text) !== undefined, {
        message: "must be the whole text of a token, with a checksum that fits",
      }),
      "The token's text, made by the caller: well-formed, new, and of its owner's kind. The reply then holds no secret.",
    ),
    sealed_for: absentOr(
      z.string().regex(PUBLIC_KEY, { message: "must be an X25519 public key: 32 bytes in base64" }),
      "An X25519 public key in base64. The reply then holds `sealed_secret` instead of `secret`.",
    ),
  }),
  atMostOneOf: [["secret", "sealed_for"]],
} as const;

/** What the reply then says, at most one of the two. */
export const sealedSecret = z.string().meta({
  description:
    "The token's text for whoever has the private key of `sealed_for`: libsodium's sealed box (`crypto_box_seal`) in base64. A late repetition of the request has none.",
});

function absentOr(schema: z.ZodString, description: string): z.ZodDefault<z.ZodNullable<z.ZodString>> {
  return schema.nullable().default(null).meta({ description, writeOnly: true });
}
