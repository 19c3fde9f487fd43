import type { Validated } from "../contract/operations.ts";
import type { SignIn } from "../domain/caller.ts";
import type { Exchange } from "./bindings.ts";
import { clientInfo } from "./client-info.ts";
import { demandOwnOrigin } from "./own-origin.ts";
import { readInput } from "./read-input.ts";
import { matcherOf } from "./routing.ts";
import { type SessionCookies, sessionResponse } from "./session-cookie.ts";

/**
 * Signing in. It is taken from the console's own origin alone, as all that is done by the cookie it gives: another site
 * must not sign its visitors in as somebody else.
 */
export function signingIn({
  signIn,
  cookies,
  publicUrl,
}: {
  readonly signIn: SignIn;
  readonly cookies: SessionCookies;
  readonly publicUrl: string | undefined;
}): (exchange: Exchange) => Promise<Response> {
  const matcher = matcherOf("session.create");
  return async (exchange) => {
    demandOwnOrigin(exchange, publicUrl);
    const client = clientInfo(exchange, matcher);
    const { value } = await readInput(exchange, matcher);
    // What the schemas of this very operation made.
    const { body } = value as unknown as Validated<"session.create">;
    return sessionResponse(exchange, cookies, await signIn(body, { client, before: cookies.read(exchange) }));
  };
}
