import { TOKEN_PATTERN, parseTokenText } from "../server/contract/token-text.ts";

const MAX_LENGTH = 500;
const TOKENS = new RegExp(TOKEN_PATTERN, "g");

/**
 * Text of others on one line of ours: bounded, and without what a runner would take for a command of this Action
 * (`::` counts only at the beginning of a line, the older `##[` anywhere).
 */
export function oneLine(text: string): string {
  const line = text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("##[", "## [")
    .trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH).toWellFormed()}...` : line;
}

/** The same text with every token in it cut down to its hint: masks are only as good as what was registered. */
export function withoutTokens(text: string): string {
  return text.replaceAll(TOKENS, (token) => `${parseTokenText(token)?.hint ?? token.slice(0, 5)}...`);
}
