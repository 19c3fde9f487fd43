import { randomBytes, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  makeTokenText,
  parseTokenText,
  type TokenKind,
  tokenKinds,
} from "../../server/contract/token-text.ts";

/** What is claimed of the texts of tokens, held on as many as there is time for. */

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const kinds = Object.keys(tokenKinds) as readonly TokenKind[];

/** As the rule file has it: scanners match it anywhere in what they read. */
export const scannerRule = ((): RegExp => {
  const file = readFileSync(new URL("../../docs/gitleaks.toml", import.meta.url), "utf8");
  const [, source] = /regex = '''(.+)'''/.exec(file) ?? [];
  if (source === undefined) throw new Error("docs/gitleaks.toml has no regex");
  return new RegExp(source);
})();

/**
 * Makes that many tokens, of each kind in turn: each parses to its kind, is found by the scanner rule in the middle of a
 * line, and has a secret and a lookup id that none before it had; with any one character changed it does not parse.
 * @returns how many there were, all different
 * @throws Error with the text that is the exception
 */
export function holdTokenTexts(count: number): number {
  const lookups = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    const kind = kinds[index % kinds.length]!;
    const text = makeTokenText(kind, randomBytes);
    const parsed = parseTokenText(text);
    if (parsed?.kind !== kind) throw new Error(`a new token does not parse: ${text}`);
    if (lookups.has(parsed.lookup)) throw new Error(`two tokens have the lookup id of ${text}`);
    lookups.add(parsed.lookup);
    if (scannerRule.exec(`TOKEN="${text}"`)?.[1] !== text) {
      throw new Error(`docs/gitleaks.toml does not find ${text}`);
    }
    const mutated = withOneWrong(text);
    if (parseTokenText(mutated)) throw new Error(`${text} parses as ${mutated}, too`);
  }
  return lookups.size;
}

function withOneWrong(text: string): string {
  const at = randomInt(text.length);
  const others = BASE62.replace(text.charAt(at), "");
  return text.slice(0, at) + others.charAt(randomInt(others.length)) + text.slice(at + 1);
}

/** A whole number of groups of base64. */
const NOISE_AT_ONCE = 1_000_000;

/**
 * Scans random base64, as keys, certificates and images in a repository look.
 * @returns how many characters of it there were
 * @throws Error with what was taken for a token
 */
export function holdNoiseIsNoToken(characters: number): number {
  let done = 0;
  for (; done < characters; done += NOISE_AT_ONCE) {
    const noise = randomBytes((NOISE_AT_ONCE / 4) * 3).toString("base64");
    const found = scannerRule.exec(noise);
    if (found) throw new Error(`docs/gitleaks.toml takes ${found[0]} for a token`);
  }
  return done;
}
