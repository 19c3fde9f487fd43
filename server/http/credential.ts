import type { Route } from "../contract/routes.ts";
import type { Credential } from "../domain/caller.ts";
import type { Exchange } from "./bindings.ts";
import { demandOwnOrigin } from "./own-origin.ts";
import type { SessionCookies } from "./session-cookie.ts";

/** How requests say who sends them. */
export interface CredentialReader {
  readonly cookies: SessionCookies;
  /** Jeton's own address, for browsers. */
  readonly publicUrl: string | undefined;
}

/**
 * What a request is made with: a bearer token, or else the session that a cookie holds. One that has a bearer is made with
 * that alone, so that a wrong token is never made good by a cookie, nor the other way round.
 * @throws Problem `cross_site_request` for a change by a cookie that another site may have asked for
 */
export function credentialOf(
  exchange: Exchange,
  route: Route,
  { cookies, publicUrl }: CredentialReader,
): Credential {
  const header = exchange.req.header("authorization") ?? "";
  const isBearer = /^bearer(?: |$)/i.test(header);
  const takesBearer = route.credential !== "session";
  const session = isBearer || route.credential === "bearer" ? undefined : cookies.read(exchange);
  if (session === undefined) {
    return takesBearer
      ? { type: "bearer", text: bearerToken(exchange) }
      : { type: "session", text: undefined };
  }
  if (route.method !== "GET") demandOwnOrigin(exchange, publicUrl);
  return { type: "session", text: session };
}

/** RFC 6750 section 2.1, the scheme in any case (RFC 9110 section 11.1); undefined when no bearer was sent. */
export function bearerToken(exchange: Exchange): string | undefined {
  const [, text] = /^bearer +(.+)$/i.exec(exchange.req.header("authorization") ?? "") ?? [];
  return text?.trim();
}
