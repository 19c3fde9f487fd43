import type { Identity } from "../from-contract/connect.ts";
import { tokenComplaint, urlComplaint } from "./block.ts";
import type { Block } from "./block.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the provider goes and as whom; a complaint is for the first call that needs what is missing. */
export interface Settings {
  readonly url: Found<string>;
  readonly token: Found<TokenSource>;
}

export type Found<T> =
  | { readonly type: "found"; readonly value: T }
  | { readonly type: "missing"; readonly complaint: string };

/** A text, a file, or an identity to be exchanged for one; `from` names the attribute or variable, for messages. */
export interface TokenSource {
  readonly from: string;
  readonly text?: string;
  readonly file?: string;
  readonly identity?: Identity;
}

/**
 * What is configured beats the environment as a set: a server named in the block and another in JETON_URL means that
 * the environment's token is that other server's, which must not be sent to this one.
 */
export function readSettings(block: Block, env: Environment): Settings {
  return { url: readUrl(block, env), token: readToken(block, env) };
}

function readUrl({ url }: Block, { JETON_URL: variable }: Environment): Found<string> {
  const text = url ?? variable;
  if (!text) {
    return missing("no server is named: set `url` in the provider's block, or JETON_URL");
  }
  const complaint = urlComplaint(text);
  if (complaint !== undefined)
    return missing(`${url === null ? "JETON_URL" : "`url`"} is not usable. ${complaint}`);
  return { type: "found", value: text };
}

function readToken(block: Block, env: Environment): Found<TokenSource> {
  if (block.token !== null) return usable({ from: "`token`", text: block.token });
  if (block.token_file !== null) return usable({ from: "`token_file`", file: block.token_file });
  if (block.oidc !== null) {
    return { type: "found", value: { from: "`oidc`", identity: block.oidc } };
  }
  const { JETON_TOKEN: text, JETON_TOKEN_FILE: file } = env;
  if (!text && !file) {
    return missing(
      "there is no token to use: set `token`, `token_file` or `oidc` in the provider's block, or JETON_TOKEN or JETON_TOKEN_FILE",
    );
  }
  if (namesAnother(block, env)) {
    return missing(
      "the environment's token is not used, since JETON_URL names another server than `url`: set `token` or `token_file` in the provider's block",
    );
  }
  return text
    ? usable({ from: "JETON_TOKEN", text })
    : usable({ from: "JETON_TOKEN_FILE", file: file ?? "" });
}

function namesAnother({ url }: Block, { JETON_URL: variable }: Environment): boolean {
  if (url === null || !variable) return false;
  const normal = (text: string): string => (URL.parse(text)?.href ?? text).replace(/\/+$/, "");
  return normal(url) !== normal(variable);
}

function usable(source: TokenSource): Found<TokenSource> {
  const complaint = source.text === undefined ? undefined : tokenComplaint(source.text);
  return complaint === undefined
    ? { type: "found", value: source }
    : missing(`${source.from} is not usable. ${complaint}`);
}

function missing(complaint: string): { type: "missing"; complaint: string } {
  return { type: "missing", complaint };
}
