import { LOOKUP_LENGTH, tokenKinds } from "../contract/token-text.ts";

/** A token's text, and what is left of one that was cut off or has something behind it. */
const SECRET = new RegExp(
  `(jtn[${Object.keys(tokenKinds).join("")}]_[0-9A-Za-z]{${String(LOOKUP_LENGTH)}})[0-9A-Za-z]+`,
  "g",
);

/** The text with every token in it cut down to its hint. */
export function scrubSecrets(text: string): string {
  return text.replaceAll(SECRET, "$1***");
}
