import * as z from "zod";
import { withoutToken } from "./text.ts";

/** As `URL` spells them. */
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  const isPlain = username === "" && password === "" && hash === "";
  return isPlain && (protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname)));
}

/** Where messages are sent. Which addresses are reached at all is decided when they are, by what its name then resolves to. */
export const webhookUrl = withoutToken(z.string())
  .max(1000, { message: "must have at most 1000 characters" })
  .refine((text) => /^[!-~]+$/.test(text) && isSafe(text), {
    message:
      "must be an https URL without a user, a password or a fragment, for example `https://hooks.example.org/jeton`; http only to this machine itself",
  });
