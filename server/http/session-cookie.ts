import type { Opened } from "../domain/caller.ts";
import type { Exchange } from "./bindings.ts";
import { cookiesOf, hostCookie } from "./host-cookie.ts";

const NAME = "jeton_session";

export interface SessionCookies {
  /** The text of the session that a request is made in; undefined for none, and where there are several. */
  readonly read: (exchange: Exchange) => string | undefined;
  readonly set: (exchange: Exchange, text: string) => void;
  readonly clear: (exchange: Exchange) => void;
}

export function createSessionCookies(publicUrl: string | undefined): SessionCookies {
  const write = (exchange: Exchange, value: string, ends = ""): void => {
    const { name, attributes } = hostCookie(exchange, publicUrl, NAME);
    // Strict, since the console is one page: it asks for everything itself, from where it is.
    exchange.header("Set-Cookie", `${name}=${value}; ${attributes}; SameSite=Strict${ends}`, {
      append: true,
    });
  };
  return {
    read: (exchange) => {
      const { name: own } = hostCookie(exchange, publicUrl, NAME);
      const [first, ...others] = cookiesOf(exchange).filter(({ name }) => name === own);
      return others.length > 0 ? undefined : first?.value;
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
