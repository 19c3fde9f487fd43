import * as z from "zod";
import { durationOrZero } from "./text.ts";

const PREFIX = "whsec_";
const LEAST_BYTES = 24;
const MOST_BYTES = 64;

/** @param base64 of the key */
export function webhookSecretText(base64: string): string {
  return PREFIX + base64;
}

/** The key's base64; undefined for what is no such secret. */
export function webhookKeyOf(text: string): string | undefined {
  const base64 = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : "";
  const match = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.exec(base64);
  if (!match) return undefined;
  const bytes = (base64.length / 4) * 3 - (/=*$/.exec(base64)?.[0].length ?? 0);
  return bytes >= LEAST_BYTES && bytes <= MOST_BYTES ? base64 : undefined;
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, "Signature scheme". */
export const webhookSecret = z.string().refine((text) => webhookKeyOf(text) !== undefined, {
  message:
    "must be `whsec_` and 24 to 64 bytes in base64, for example `whsec_` and `openssl rand -base64 32`",
});

/** How long messages are signed with the secret before as well, when nothing is said. */
export const DEFAULT_OVERLAP = "P1D";

export const webhookRotation = z
  .strictObject({
    secret: webhookSecret.nullable().default(null).meta({
      description: "The new secret; absent, the server makes one, and the reply shows it, this once.",
      writeOnly: true,
    }),
    grace_period: durationOrZero.default(DEFAULT_OVERLAP).meta({
      description: "How long messages carry a signature of the secret before as well; `0s` for not at all.",
    }),
  })
  .meta({ description: "A new secret for a webhook's signatures." });
