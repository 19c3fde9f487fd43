import * as z from "zod";
import { withoutToken } from "./text.ts";

/** Hosts of this machine itself: only from them may keys come over plain HTTP. */
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/**
 * OpenID Connect Discovery 1.0 section 2: an https URL without query or fragment. Its text is compared character by
 * character, so only its one usual spelling is taken.
 */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text) || text.includes("?") || text.includes("#")) return false;
  const { protocol, hostname, username, password, href } = new URL(text);
  const isSafe = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  return isSafe && username === "" && password === "" && (href === text || href === `${text}/`);
}

export const issuerUrl = withoutToken(z.string())
  .max(500, { message: "must have at most 500 characters" })
  .refine(isIssuer, {
    message:
      "must be an https URL without query or fragment, for example `https://token.actions.githubusercontent.com`",
  });
