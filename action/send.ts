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
  const proxied = { keepAlive: true, proxyEnv: proxyVariables(env) };
  const direct = { keepAlive: true };
  const agents = {
    http: { proxied: new HttpAgent(proxied), direct: new HttpAgent(direct) },
    https: { proxied: new HttpsAgent(proxied), direct: new HttpsAgent(direct) },
  };
  return async (outgoing) => {
    const url = new URL(outgoing.url);
    const way = isLoopback(url.hostname) ? "direct" : "proxied";
    return url.protocol === "https:"
      ? await exchange(url, outgoing, { request: httpsRequest, agent: agents.https[way] })
      : await exchange(url, outgoing, { request: httpRequest, agent: agents.http[way] });
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
    outgoing.on("error", (error) => reject(withRemedy(error)));
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

/** Node says what is wrong with a certificate, not what to do. */
function withRemedy(error: NodeJS.ErrnoException): Error {
  const isCertificate = /CERT|SIGNATURE|ISSUER/.test(error.code ?? "");
  if (!isCertificate) return error;
  return new Error(
    `its certificate is not trusted (${error.message}); name the file of a private authority's certificate in NODE_EXTRA_CA_CERTS of the runner`,
  );
}
