import { Problem } from "../../contract/problem.ts";
import type { TokenRow } from "../rows.ts";

/** Whether a token may be accepted by an audience; by none at all, only one that is meant for everyone. */
export function isMeantFor({ audiences }: Pick<TokenRow, "audiences">, audience: string | null): boolean {
  return audiences === null || (audience !== null && audiences.includes(audience));
}

/**
 * Unlike other refusals this one says why: only who holds a live token gets that far, and its audience would say as much.
 * @throws Problem `invalid_token`
 */
export function demandMeantFor(token: Pick<TokenRow, "audiences">, audience: string | null): void {
  if (isMeantFor(token, audience)) return;
  const detail =
    audience === null
      ? "the token has `audiences`, and this server has none of its own: JETON_PUBLIC_URL is not set"
      : `the token is not meant for \`${audience}\`, which is not among its \`audiences\``;
  throw new Problem("invalid_token", detail);
}
