import { randomBytes } from "node:crypto";
import { newSalt } from "../config/data-folder.ts";
import { newKey } from "../config/env-file.ts";
import { makeTokenText } from "../contract/token-text.ts";
import type { Terminal } from "./command-line.ts";

/** What a first start on a database that is no file is given, each made here as the server makes its own. */
const makers: Readonly<Record<string, () => string>> = {
  "bootstrap-token": () => makeTokenText("b", randomBytes),
  "token-salt": newSalt,
  "encryption-key": newKey,
};

export const GENERATE_USAGE = `Usage: jeton generate ${Object.keys(makers).join("|")}
Prints a new one for the file that JETON_BOOTSTRAP_TOKEN_FILE, JETON_TOKEN_SALT_FILE or JETON_ENCRYPTION_KEY_FILE names.
`;

/** @returns whether the arguments named something to make */
export function generate(args: readonly string[], { out }: Pick<Terminal, "out">): boolean {
  const [what = "", ...rest] = args;
  const make = Object.hasOwn(makers, what) && rest.length === 0 ? makers[what] : undefined;
  if (!make) return false;
  out(`${make()}\n`);
  return true;
}
