import { CALLBACK_PATH } from "../contract/session-routes.ts";
import type { IdentityProviderRow } from "./sign-in-rows.ts";

/**
 * Where an identity provider sends people back to. Each has one of its own, so that an answer of one is never taken for
 * another's (RFC 9700 section 4.4.2).
 * @param publicUrl of this server; null without one
 */
export function redirectUriOf(
  publicUrl: string | null,
  { name }: Pick<IdentityProviderRow, "name">,
): string | null {
  return publicUrl === null ? null : `${publicUrl}${CALLBACK_PATH.replace("{provider}", name)}`;
}
