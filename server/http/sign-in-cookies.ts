import type { Exchange } from "./bindings.ts";
import { cookiesOf, hostCookie } from "./host-cookie.ts";

/** Before the part of the state that tells the sign-ins apart that are under way in one browser. */
const NAME = "jeton_sign_in_";
const PART = 16;
/** As long as a sign-in may take, in seconds. */
const MAX_AGE = 600;
/** Under way in one browser; with more, requests would outgrow what servers read of headers. */
const MOST = 4;

/** What a browser keeps of the sign-ins that were begun in it, until it comes back from the identity provider. */
export interface SignInCookies {
  /** What was kept for that state; undefined for nothing. */
  readonly read: (exchange: Exchange, state: string) => string | undefined;
  readonly set: (exchange: Exchange, state: string, value: string) => void;
  readonly clear: (exchange: Exchange, state: string) => void;
}

export function createSignInCookies(publicUrl: string | undefined): SignInCookies {
  const of = (exchange: Exchange, state: string) =>
    hostCookie(exchange, publicUrl, `${NAME}${state.slice(0, PART)}`);
  /** Without a value it is to be forgotten. */
  const write = (exchange: Exchange, { name, attributes }: ReturnType<typeof of>, value = ""): void => {
    const age = value === "" ? 0 : MAX_AGE;
    // Lax, since it comes back from another site, by a link that is followed (RFC 6265bis section 5.6.7.1).
    const cookie = `${name}=${value}; ${attributes}; SameSite=Lax; Max-Age=${String(age)}`;
    exchange.header("Set-Cookie", cookie, { append: true });
  };
  return {
    read: (exchange, state) => {
      const { name } = of(exchange, state);
      const [own, ...others] = cookiesOf(exchange).filter((cookie) => cookie.name === name);
      return others.length > 0 ? undefined : own?.value;
    },
    set: (exchange, state, value) => {
      const { name: beginning, attributes } = hostCookie(exchange, publicUrl, NAME);
      const underWay = cookiesOf(exchange).filter(({ name }) => name.startsWith(beginning));
      for (const { name } of underWay.slice(0, Math.max(0, underWay.length - MOST + 1))) {
        write(exchange, { name, attributes });
      }
      write(exchange, of(exchange, state), value);
    },
    clear: (exchange, state) => {
      write(exchange, of(exchange, state));
    },
  };
}
