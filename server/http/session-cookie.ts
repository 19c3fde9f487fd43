import type { Opened } from "../domain/caller.ts";
import type { Exchange } from "./bindings.ts";
import { isAtHome } from "./own-origin.ts";

/**
 * The cookie that holds a session. By its prefix browsers take it over TLS alone, from this very host, and let no other
 * host of the domain put one in its place (RFC 6265bis section 4.1.3.2).
 */
const NAME = "__Host-jeton_session";
/** On plain http browsers take no cookie of that prefix, nor one that is `Secure`. */
const HOME_NAME = "jeton_session";

export interface SessionCookies {
  /** The text of the session that a request is made in; undefined for none, and where there are several. */
  readonly read: (exchange: Exchange) => string | undefined;
  readonly set: (exchange: Exchange, text: string) => void;
  readonly clear: (exchange: Exchange) => void;
}

export function createSessionCookies(publicUrl: string | undefined): SessionCookies {
  const nameFor = (exchange: Exchange): string => (isAtHome(exchange, publicUrl) ? HOME_NAME : NAME);
  const write = (exchange: Exchange, value: string, ends = ""): void => {
    const name = nameFor(exchange);
    const secure = name === NAME ? "; Secure" : "";
    // Strict, since the console is one page: it asks for everything itself, from where it is.
    const cookie = `${name}=${value}; Path=/${secure}; HttpOnly; SameSite=Strict${ends}`;
    exchange.header("Set-Cookie", cookie, { append: true });
  };
  return {
    read: (exchange) => {
      const beginning = `${nameFor(exchange)}=`;
      const cookies = (exchange.req.header("cookie") ?? "").split(";").map((pair) => pair.trim());
      const [own, ...others] = cookies.filter((pair) => pair.startsWith(beginning));
      return others.length > 0 ? undefined : own?.slice(beginning.length);
    },
    set: (exchange, text) => {
      write(exchange, text);
    },
    clear: (exchange) => {
      write(exchange, "", "; Max-Age=0");
    },
  };
}

/** A session that was opened: its text in the cookie, and the rest in the body. */
export function sessionResponse(
  exchange: Exchange,
  cookies: SessionCookies,
  { text, session }: Opened,
): Response {
  cookies.set(exchange, text);
  exchange.set("tokenId", session.id);
  return exchange.json(session);
}
