import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Send } from "../server/contract/client.ts";
import { trustSystem } from "./certificates.ts";
import { explained, isOfUnknownAuthority } from "./explain.ts";
import type { Proxies } from "./proxies.ts";

type Outgoing = Parameters<Send>[0];
type Answer = Awaited<ReturnType<Send>>;

export interface Ways {
  readonly proxies: Proxies;
  /** How to have another authority trusted, for messages. */
  readonly trusting: string;
  /** Connections at once to one server; further requests wait. */
  readonly maxConnections?: number;
}

/** A plan of as much as a declaration may hold, before and after. */
const MAX_REPLY_BYTES = 8_000_000;

/**
 * Requests through Node's own agents, over connections that are used again. They take a proxy unless the host needs none, and
 * follow no redirect, so a credential goes to the server named and to no other.
 */
export function createSend(ways: Ways): Send {
  const { proxies, maxConnections: maxSockets } = ways;
  const direct = { keepAlive: true, ...(maxSockets !== undefined && { maxSockets }) };
  const proxied = { ...direct, proxyEnv: proxies.variables };
  const agents = {
    http: { proxied: new HttpAgent(proxied), direct: new HttpAgent(direct) },
    https: { proxied: new HttpsAgent(proxied), direct: new HttpsAgent(direct) },
  };
  return async (outgoing) => {
    const url = new URL(outgoing.url);
    const way = proxies.isDirect(url) ? "direct" : "proxied";
    const transport: Transport =
      url.protocol === "https:"
        ? { request: httpsRequest, agent: agents.https[way] }
        : { request: httpRequest, agent: agents.http[way] };
    const proxy = way === "direct" ? undefined : proxies.variables[`${url.protocol.slice(0, -1)}_proxy`];
    try {
      return await exchange(url, outgoing, transport).catch(async (error: unknown) => {
        // Nothing was sent: who the server is came first.
        if (isOfUnknownAuthority(error) && trustSystem()) return await exchange(url, outgoing, transport);
        throw error;
      });
    } catch (error) {
      const { trusting } = ways;
      // Node's agents and streams reject with errors.
      throw explained(error as Error, { url, proxy, advice: proxies.advice(url), trusting });
    }
  };
}

type Transport =
  | { readonly request: typeof httpRequest; readonly agent: HttpAgent }
  | { readonly request: typeof httpsRequest; readonly agent: HttpsAgent };

function exchange(
  url: URL,
  { method, headers, body, signal }: Outgoing,
  { request, agent }: Transport,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers: { ...headers, ...lengthOf(body) }, signal, agent });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const header = (name: string): string | undefined => incoming.headers[name.toLowerCase()]?.toString();
      incoming.on("error", reject);
      readText(incoming, (text) => {
        resolve({ status: incoming.statusCode ?? 0, header, text });
      });
    });
    outgoing.end(body);
  });
}

function lengthOf(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
}

/** By events, which cost a fraction of an iteration; one that is too long ends with an error. */
function readText(incoming: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_REPLY_BYTES) {
      incoming.destroy(new Error(`the answer has more than ${String(MAX_REPLY_BYTES)} bytes`));
    }
  });
  incoming.on("end", () => {
    done(Buffer.concat(chunks).toString("utf8"));
  });
}
