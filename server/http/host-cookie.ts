import type { Exchange } from "./bindings.ts";
import { isAtHome } from "./own-origin.ts";

interface HostCookie {
  readonly name: string;
  /** Beside its value: where and how browsers send it. */
  readonly attributes: string;
}

/**
 * A cookie of this host alone. By its prefix browsers take it over TLS alone, from this very host, and let no other host of
 * the domain put one in its place (RFC 6265bis section 4.1.3.2); on plain http they take no cookie of that prefix, nor
 * one that is `Secure`.
 */
export function hostCookie(exchange: Exchange, publicUrl: string | undefined, name: string): HostCookie {
  return isAtHome(exchange, publicUrl)
    ? { name, attributes: "Path=/; HttpOnly" }
    : { name: `__Host-${name}`, attributes: "Path=/; Secure; HttpOnly" };
}

/** The cookies of a request, in their order: those sent first were set first (RFC 6265bis section 5.8.3). */
export function cookiesOf(exchange: Exchange): readonly { readonly name: string; readonly value: string }[] {
  const pairs = (exchange.req.header("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.flatMap((pair) => {
    const equals = pair.indexOf("=");
    return equals === -1 ? [] : [{ name: pair.slice(0, equals), value: pair.slice(equals + 1) }];
  });
}
