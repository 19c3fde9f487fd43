import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Send } from "../server/contract/client.ts";
import { isLoopback, type Proxies } from "./network.ts";

type Outgoing = Parameters<Send>[0];
type Answer = Awaited<ReturnType<Send>>;

/** A plan of as much as a declaration may hold, before and after. */
const MAX_REPLY_BYTES = 8_000_000;

/**
 * Requests through Node's own agents. They take a proxy unless the host is this machine, and follow no redirect, so a
 * credential goes to the server named and to no other.
 */
export function createSend({ variables, nameOf }: Proxies): Send {
  const direct = { keepAlive: true };
  const proxied = { ...direct, proxyEnv: variables };
  const agents = {
    http: { proxied: new HttpAgent(proxied), direct: new HttpAgent(direct) },
    https: { proxied: new HttpsAgent(proxied), direct: new HttpsAgent(direct) },
  };
  return async (outgoing) => {
    const url = new URL(outgoing.url);
    const way = isLoopback(url.hostname) ? "direct" : "proxied";
    try {
      return url.protocol === "https:"
        ? await exchange(url, outgoing, { request: httpsRequest, agent: agents.https[way] })
        : await exchange(url, outgoing, { request: httpRequest, agent: agents.http[way] });
    } catch (error) {
      const proxy = way === "direct" ? undefined : variables[`${url.protocol.slice(0, -1)}_proxy`];
      throw withRemedy(error as NodeJS.ErrnoException, url, { proxy, name: nameOf(url.protocol) });
    }
  };
}

/**
 * Trusts authorities besides Node's own and those of NODE_EXTRA_CA_CERTS, in the whole process: what an agent is told of
 * them does not reach the connection to a proxy that itself speaks TLS.
 * @param ca in PEM
 */
export function trust(ca: string | undefined): void {
  if (ca !== undefined) setDefaultCACertificates([...getCACertificates("default"), ca]);
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
      readText(incoming).then((text) => {
        const header = (name: string): string | undefined => incoming.headers[name.toLowerCase()]?.toString();
        resolve({ status: incoming.statusCode ?? 0, header, text });
      }, reject);
    });
    outgoing.end(body);
  });
}

function lengthOf(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    // A stream without an encoding yields buffers.
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_REPLY_BYTES) throw new Error(`the answer has more than ${String(MAX_REPLY_BYTES)} bytes`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Node says what is wrong with a certificate or a proxy, not what to do; of a proxy it says its password too. */
function withRemedy(
  error: NodeJS.ErrnoException,
  url: URL,
  { proxy, name }: { readonly proxy: string | undefined; readonly name: string },
): Error {
  if (/CERT|SIGNATURE|ISSUER/.test(error.code ?? "")) {
    return new Error(
      `its certificate is not trusted (${error.message}); give a private authority's certificate as \`ca-certificate\`, or name its file in NODE_EXTRA_CA_CERTS of the runner`,
    );
  }
  const check = `check ${name}, or name ${url.hostname} in ${name === "`proxy`" ? "`no-proxy`" : "NO_PROXY"}`;
  if (error.code === "ERR_PROXY_TUNNEL") {
    const { statusCode } = error as { readonly statusCode?: number };
    const status = statusCode === undefined ? "" : ` (status ${String(statusCode)})`;
    return new Error(`the proxy refuses to pass it on${status}; ${check}`);
  }
  return proxy !== undefined && isOf(new URL(proxy), error, url)
    ? new Error(`its proxy cannot be: ${error.message}; ${check}`)
    : error;
}

/** Whether an error is about the connection to a proxy, and not to a host that needs none. */
function isOf(proxy: URL, error: NodeJS.ErrnoException, url: URL): boolean {
  const { hostname, port } = error as { readonly hostname?: string; readonly port?: number };
  const portOf = (one: URL): number => Number(one.port || (one.protocol === "https:" ? 443 : 80));
  if (hostname !== undefined) return hostname === proxy.hostname && hostname !== url.hostname;
  return port === portOf(proxy) && port !== portOf(url);
}
