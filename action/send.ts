import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Send } from "../server/contract/client.ts";

type Env = Readonly<Record<string, string | undefined>>;
type Outgoing = Parameters<Send>[0];
type Answer = Awaited<ReturnType<Send>>;

const MAX_REPLY_BYTES = 1_000_000;

/**
 * Requests through Node's own agents. They take a proxy from HTTPS_PROXY, HTTP_PROXY and NO_PROXY (either case), and
 * follow no redirect, so the token goes to the server named and to no other.
 */
export function createSend(env: Env): Send {
  const proxies = proxyVariables(env);
  const proxied = { keepAlive: true, proxyEnv: proxies };
  const direct = { keepAlive: true };
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
      const proxy = way === "direct" ? undefined : proxies[`${url.protocol.slice(0, -1)}_proxy`];
      throw withRemedy(error as NodeJS.ErrnoException, url, proxy);
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

/** Node takes no notice of a proxy without a scheme, where other programs add `http://`. */
function proxyVariables(env: Env): Record<string, string> {
  const read = (name: string): string => env[name] || env[name.toUpperCase()] || "";
  const address = (name: string): string => {
    const text = read(name);
    const url = text === "" || text.includes("://") ? text : `http://${text}`;
    if (url !== "" && !URL.canParse(url))
      throw new Error(`${name.toUpperCase()} is not the address of a proxy.`);
    return url;
  };
  const variables = {
    http_proxy: address("http_proxy"),
    https_proxy: address("https_proxy"),
    no_proxy: read("no_proxy"),
  };
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}

/** A proxy could not mean this machine; the runner's own client never asks one either. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}

/** Node says what is wrong with a certificate or a proxy, not what to do; of a proxy it says its password too. */
function withRemedy(error: NodeJS.ErrnoException, url: URL, proxy: string | undefined): Error {
  if (/CERT|SIGNATURE|ISSUER/.test(error.code ?? "")) {
    return new Error(
      `its certificate is not trusted (${error.message}); name the file of a private authority's certificate in NODE_EXTRA_CA_CERTS of the runner`,
    );
  }
  const check = `check ${url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY"}, or name ${url.hostname} in NO_PROXY`;
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
