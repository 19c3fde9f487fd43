import { parseTokenText } from "../contract/token-text.ts";
import type { Dependencies } from "./dependencies.ts";
import type { SecretRow, TokenRow } from "./rows.ts";
import { hashSecret, matchesSecret } from "./secrets.ts";
import type { Reader } from "./store.ts";
import { tokenState } from "./token-state.ts";

/** A secret that was presented, and its token. */
export interface Verified {
  readonly secret: SecretRow;
  readonly token: TokenRow;
}

/**
 * The token behind a text, if it is accepted now; whether its owner still is, is for whoever loads the rights.
 * A text with a wrong checksum costs no read; an unknown one costs a hash, like a known one.
 */
export async function verify(
  { salts, now }: Pick<Dependencies, "salts" | "now">,
  reader: Reader,
  text: string,
): Promise<Verified | undefined> {
  const parsed = parseTokenText(text);
  if (!parsed) return undefined;
  const secret = await reader.secrets.get(parsed.lookup);
  if (!secret) {
    hashSecret(salts.writing, text);
    return undefined;
  }
  if (!matchesSecret(salts, secret, text)) return undefined;
  const token = await reader.tokens.get(secret.token_id);
  const accepted = token && token.kind === parsed.kind && isLive(secret, token, now().toISOString());
  return accepted ? { secret, token } : undefined;
}

/** Whether a secret and its token are accepted at that time, its owner aside. */
export function isLive(secret: SecretRow, token: TokenRow, now: string): boolean {
  return (
    token.deleted_at === null &&
    tokenState(token, now) === "active" &&
    (secret.ends_at === null || secret.ends_at > now)
  );
}
