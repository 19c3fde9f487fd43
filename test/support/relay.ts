import { once } from "node:events";
import { createServer as createHttpServer, request as httpRequest } from "node:http";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

/** Something real between a client and a server, on a port of this machine. */
export interface Between extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
}

/** What becomes of the answer to a request: it passes, or the connection breaks before it. */
export type Fate = "pass" | "lose";

/**
 * Passes every byte on to a server and back, except answers that are to be lost.
 * @param target asked for at each connection, since a server may have to know this address before it starts
 * @param decide is given the request line, for example `POST /v1/tokens HTTP/1.1`, once the server has the request
 */
export async function relay(
  target: string | (() => string),
  decide: (requestLine: string) => Fate | Promise<Fate>,
): Promise<Between> {
  const server = createServer((client) => {
    const { hostname, port } = new URL(typeof target === "string" ? target : target());
    const upstream = connect(Number(port), hostname);
    let fate: Fate | Promise<Fate> = "pass";
    client.on("data", (bytes) => {
      const [, line] = /^((?:GET|POST|PATCH|DELETE) \S+ HTTP\/1\.1)\r\n/.exec(bytes.toString("latin1")) ?? [];
      if (line !== undefined) fate = decide(line);
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      void Promise.resolve(fate).then((decided) => {
        if (decided === "pass") client.write(bytes);
        else client.destroy();
      });
    });
    endTogether(client, upstream);
  });
  return await between(server, "http");
}

/** TLS in front of a server that speaks plain HTTP. */
export async function tlsFront(
  target: string,
  certificate: { readonly key: string; readonly certificate: string },
): Promise<Between> {
  const { hostname, port } = new URL(target);
  const server = createTlsServer({ key: certificate.key, cert: certificate.certificate }, (client) => {
    const upstream = connect(Number(port), hostname);
    client.pipe(upstream).pipe(client);
    endTogether(client, upstream);
  });
  // A client that does not trust the certificate hangs up.
  server.on("tlsClientError", () => undefined);
  return await between(server, "https");
}

/**
 * An HTTP proxy (RFC 9110 sections 7.3 and 9.3.6) that finds every host on this machine.
 * @param seen gets what it is asked
 * @param refusal the status of the answer to every CONNECT, where it makes no tunnel
 */
export async function httpProxy(seen: (request: string) => void, refusal?: number): Promise<Between> {
  const server = createHttpServer((incoming, outgoing) => {
    seen(`${incoming.method ?? ""} ${incoming.url ?? ""}`);
    const { port, pathname, search } = new URL(incoming.url ?? "");
    const { method, headers } = incoming;
    const onward = httpRequest({ host: "127.0.0.1", port, path: pathname + search, method, headers });
    onward.on("response", (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.on("connect", (request: { readonly url?: string }, client: Socket) => {
    seen(`CONNECT ${request.url ?? ""}`);
    if (refusal !== undefined) {
      client.on("error", () => client.destroy());
      client.end(`HTTP/1.1 ${String(refusal)} No\r\n\r\n`);
      return;
    }
    const upstream = connect(Number(request.url?.split(":").at(-1)), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      client.pipe(upstream).pipe(client);
    });
    endTogether(client, upstream);
  });
  return await between(server, "http");
}

/** An HTTP server that answers every request alike; `seen` gets each one. */
export async function answerer(
  reply: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
  seen: (headers: Readonly<Record<string, unknown>>) => void = () => undefined,
): Promise<Between> {
  const server = createHttpServer((incoming, outgoing) => {
    seen(incoming.headers);
    outgoing.writeHead(reply.status, reply.headers).end(reply.body);
  });
  return await between(server, "http");
}

function endTogether(client: Socket, upstream: Socket): void {
  client.on("close", () => upstream.destroy()).on("error", () => upstream.destroy());
  upstream.on("close", () => client.destroySoon()).on("error", () => client.destroy());
}

/** Makes a server listen, and hang up on everyone when it is disposed of. */
export async function between(server: Server, protocol: string): Promise<Between> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has this kind of address.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${protocol}://${protocol === "https" ? "localhost" : "127.0.0.1"}:${String(port)}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
