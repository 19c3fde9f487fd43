import type { IncomingMessage } from "node:http";
import { createClientAddress } from "../client-address.ts";
import { printable } from "../client-info.ts";
import { remembering } from "./remembering.ts";

/** What a request says that has nothing in it but what nearly all have. */
export interface PlainRequest {
  /** The bearer's. */
  readonly text: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** As they were sent; undefined where they were not. */
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
}

/** Undefined for a request that is not plain: it is the router's. */
export type ReadPlain = (incoming: IncomingMessage) => PlainRequest | undefined;

/** @param trustedProxies addresses or CIDR ranges, each of them valid */
export function createReadPlain(trustedProxies: readonly string[]): ReadPlain {
  const addressOf = createClientAddress(trustedProxies);
  const addressOfPair = remembering((pair: string) => {
    const [peer, forwardedFor] = pair.split("\n");
    return { ip: addressOf(peer, forwardedFor) };
  });
  const agents = remembering((agent: string) => ({ by: printable(agent) }));
  const hostOf = remembering(readHost);
  const agentOf = (agent: string): string | null => agents(agent)?.by ?? null;

  return ({ rawHeaders, socket }) => {
    const sent = plainHeaders(rawHeaders);
    const text = sent && bearerOf(sent);
    if (!sent || text === undefined || !hostOf(sent.get("host") ?? "")) return undefined;
    const agent = sent.get("user-agent");
    const pair = `${socket.remoteAddress ?? ""}\n${sent.get("x-forwarded-for") ?? ""}`;
    return {
      text,
      ip: addressOfPair(pair)?.ip ?? null,
      userAgent: agent === undefined ? null : agentOf(agent),
      contentType: sent.get("content-type"),
      contentLength: sent.get("content-length"),
    };
  };
}

/** Headers that mean something here; a request that has one of them twice is not plain. */
const meant: ReadonlySet<string> = new Set([
  "host",
  "authorization",
  "user-agent",
  "x-forwarded-for",
  "content-type",
  "content-length",
]);
/** Nor is one with any of these. */
const unusual: ReadonlySet<string> = new Set(["transfer-encoding", "content-encoding", "jeton-managed-by"]);

function plainHeaders(raw: readonly string[]): ReadonlyMap<string, string> | undefined {
  const sent = new Map<string, string>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    if (unusual.has(name) || sent.has(name)) return undefined;
    if (meant.has(name)) sent.set(name, raw[at + 1] ?? "");
  }
  return sent;
}

/** RFC 6750 section 2.1, as nearly everybody writes it. */
function bearerOf(sent: ReadonlyMap<string, string>): string | undefined {
  return /^Bearer (\S+)$/.exec(sent.get("authorization") ?? "")?.[1];
}

/** Undefined for what is no host and port beyond doubt: then the whole request is refused, as one that cannot be read. */
function readHost(host: string): URL | undefined {
  const url = URL.parse(`http://${host}/`);
  return url?.hostname === host.replace(/:\d+$/, "").toLowerCase() ? url : undefined;
}
