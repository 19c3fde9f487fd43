import { Problem } from "../contract/problem.ts";
import type { Exchange } from "./bindings.ts";

/**
 * Whether a request comes over plain http from a browser on this very machine: somebody tries Jeton out. The connection
 * tells, and never the Host header; one that came through a proxy is no such request, for it may have come from anywhere.
 * @param publicUrl Jeton's own; it decides where there is one
 */
export function isAtHome(exchange: Exchange, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined) return publicUrl.startsWith("http:");
  const { remoteAddress, localAddress } = exchange.env.incoming.socket;
  const isProxied = ["forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "via"].some(
    (name) => exchange.req.header(name) !== undefined,
  );
  return isLoopback(remoteAddress) && isLoopback(localAddress) && !isProxied;
}

/**
 * Refuses a request that another site made a browser send. Browsers say where a request comes from by themselves, and no
 * page can make them say otherwise: in `Sec-Fetch-Site`, and the few that have none in `Origin`.
 * @throws Problem `cross_site_request`
 */
export function demandOwnOrigin(exchange: Exchange, publicUrl: string | undefined): void {
  const site = exchange.req.header("sec-fetch-site");
  if (site === "same-origin") return;
  const origins = ownOrigins(exchange, publicUrl);
  const origin = exchange.req.header("origin");
  if (site === undefined && origin !== undefined && origins.includes(origin)) return;
  const remedy =
    origins.length > 0
      ? `send it from ${origins.join(" or ")}, with that as its \`Origin\``
      : "set JETON_PUBLIC_URL to the address that people open";
  throw new Problem(
    "cross_site_request",
    `what is done by a cookie is done from the console's own origin: ${remedy}; programs send a token`,
  );
}

/** The origins of Jeton itself (RFC 6454); none where the address that people open cannot be known. */
function ownOrigins(exchange: Exchange, publicUrl: string | undefined): readonly string[] {
  if (publicUrl !== undefined) return [new URL(publicUrl).origin];
  if (!isAtHome(exchange, publicUrl)) return [];
  const { localAddress = "", localPort = 0 } = exchange.env.incoming.socket;
  const address = localAddress.replace(/^::ffff:/i, "");
  const host = address.includes(":") ? `[${address}]` : address;
  return [host, "localhost"].map((name) => new URL(`http://${name}:${String(localPort)}`).origin);
}

function isLoopback(address: string | undefined): boolean {
  return /^(?:::ffff:)?127(?:\.\d{1,3}){3}$|^::1$/i.test(address ?? "");
}
