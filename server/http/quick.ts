import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { operations, type Validated } from "../contract/operations.ts";
import { routes } from "../contract/routes.ts";
import type { KnownForwardAuth } from "../domain/memory/known-forward-auth.ts";
import { createClientAddress } from "./client-address.ts";
import { printable, quotaHeaders, TOKEN_END } from "./client-info.ts";
import { identityHeaders } from "./forward-auth.ts";
import type { Metrics } from "./metrics.ts";
import { commonHeaders } from "./observe.ts";
import { readQuery } from "./read-input.ts";

/** Answers a request at once if that can be done; false when nothing was done, and it is for the router. */
export type Quick = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

type Query = Validated<"forward-auth">["query"];

interface QuickParts {
  readonly knownForwardAuth: KnownForwardAuth;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly trustedProxies: readonly string[];
}

/**
 * A proxy that asks about each request of its own is answered without the router when it is answered from memory. Only a
 * yes to a plain request is given here; everything else is the router's, as if this were not there.
 */
export function createQuick({ knownForwardAuth, logger, metrics, trustedProxies }: QuickParts): Quick {
  const queryOf = remembering(readForwardAuth);
  const addressOf = createClientAddress(trustedProxies);
  const addressOfPair = remembering((pair: string) => {
    const [peer, forwardedFor] = pair.split("\n");
    return { ip: addressOf(peer, forwardedFor) };
  });
  const agents = remembering((agent: string) => ({ by: printable(agent) }));
  const agentOf = (agent: string): string | null => agents(agent)?.by ?? null;

  const count = metrics.verifying("forward-auth");

  /** Whom a plain request is from, and what it asks; undefined for any other. */
  const read = ({ method, url = "", rawHeaders, socket }: IncomingMessage) => {
    const sent = method === "GET" && isForwardAuth(url) ? plainHeaders(rawHeaders) : undefined;
    const query = sent && queryOf(url);
    if (!query) return undefined;
    const { text, userAgent, forwardedFor = "" } = sent;
    const { ip = null } = addressOfPair(`${socket.remoteAddress ?? ""}\n${forwardedFor}`) ?? {};
    return { text, query, ip, userAgent: userAgent === undefined ? null : agentOf(userAgent) };
  };

  return (incoming, outgoing) => {
    const start = performance.now();
    const asked = read(incoming);
    if (!asked) return false;
    const { text, query, ip, userAgent } = asked;
    const requestId = randomUUID();
    const told: Record<string, string> = {};
    const identity = knownForwardAuth(text, query, {
      ip,
      userAgent,
      requestId,
      managedBy: "api",
      noteQuota: (quota) => Object.assign(told, quotaHeaders(quota)),
      noteEnd: (at) => (told[TOKEN_END] = at),
    });
    if (!identity) return false;
    const headers = { ...commonHeaders(requestId), ...told, ...identityHeaders(identity) };
    outgoing.writeHead(200, { ...headers, "Content-Length": "0" }).end();
    count();
    logger.info(
      {
        method: "GET",
        operation: "forward-auth",
        status: 200,
        ms: Math.round((performance.now() - start) * 100) / 100,
        request_id: requestId,
        token_id: identity.token_id,
        ip,
      },
      "request",
    );
    return true;
  };
}

const { path } = routes["forward-auth"];

function isForwardAuth(url: string): boolean {
  return url.startsWith(path) && (url.length === path.length || url[path.length] === "?");
}

/** Undefined for one that is refused. */
function readForwardAuth(url: string): Query | undefined {
  try {
    // What this very schema makes.
    return readQuery(url, operations["forward-auth"].query) as Query;
  } catch {
    return undefined;
  }
}

interface Plain {
  /** The bearer's. */
  readonly text: string;
  readonly userAgent?: string | undefined;
  readonly forwardedFor?: string | undefined;
}

/** Headers that mean something here; a request that has one of them twice is not plain. */
const meant: ReadonlySet<string> = new Set(["authorization", "user-agent", "x-forwarded-for"]);
/** Nor is one with any of these. */
const unusual: ReadonlySet<string> = new Set(["content-length", "transfer-encoding", "jeton-managed-by"]);

function plainHeaders(raw: readonly string[]): Plain | undefined {
  const sent = new Map<string, string>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    if (unusual.has(name) || sent.has(name)) return undefined;
    if (meant.has(name)) sent.set(name, raw[at + 1] ?? "");
  }
  // RFC 6750 section 2.1, as nearly everybody writes it.
  const text = /^Bearer (\S+)$/.exec(sent.get("authorization") ?? "")?.[1];
  if (text === undefined) return undefined;
  return { text, userAgent: sent.get("user-agent"), forwardedFor: sent.get("x-forwarded-for") };
}

const MOST = 1000;

/** The same function, which does the same work once; undefined is computed each time. */
function remembering<T extends object>(
  compute: (key: string) => T | undefined,
): (key: string) => T | undefined {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    const made = compute(key);
    if (made) {
      if (known.size >= MOST) known.clear();
      known.set(key, made);
    }
    return made;
  };
}
