import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { Problem, problemBody } from "../contract/problem.ts";
import type { App } from "./bindings.ts";
import type { Handle, Quick } from "./quick/quick-route.ts";

export interface Listening {
  /** With the port that was really taken. */
  readonly url: string;
  /**
   * Answers on for `drain` milliseconds, each connection once more; then takes no new ones and resolves when every request
   * under way is answered, or its time is up.
   */
  readonly close: (drain: number) => Promise<void>;
}

/** Milliseconds and bytes. A client that dribbles its request loses its connection; one that idles keeps it for longer than the usual proxy does (60 s). */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16 * 1024,
} as const;

/** How long requests under way are waited for, in milliseconds. */
const LONGEST_ANSWER = 25_000;

interface Address {
  readonly host: string;
  readonly port: number;
  /** Whether other processes of this server listen on it too. */
  readonly isShared?: boolean;
}

/**
 * Connections that wait to be taken, as many as Linux lets wait by itself: with Node's 511 of a burst the others' first packets
 * are dropped, and sent again after seconds, be they for verification or not.
 */
const BACKLOG = 4096;

/** Where each process has a queue of its own, the connections of one that dies end at once (socket(7), SO_REUSEPORT). */
const ownQueue = process.platform === "linux" ? { reusePort: true, exclusive: true } : {};

/** Rejects with Node's error when the address cannot be had. */
export async function listen(
  app: App,
  { host, port, isShared = false }: Address,
  quick: Quick,
): Promise<Listening> {
  const answer = getRequestListener(app.fetch, { errorHandler: unreadable });
  const underWay = new Set<ServerResponse>();
  const router: Handle = (incoming, outgoing) => {
    underWay.add(outgoing);
    outgoing.once("close", () => underWay.delete(outgoing));
    void answer(incoming, outgoing);
  };
  const server = createServer(limits, (incoming, outgoing) => {
    if (!quick(incoming, outgoing, router)) router(incoming, outgoing);
  });
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once("error", reject);
  server.listen({ host, port, backlog: BACKLOG, ...(isShared && ownQueue) }, () => {
    server.off("error", reject);
    resolve(undefined);
  });
  await promise;
  // A server that listens on a port has this kind of address.
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${String(address.port)}`, close: (drain) => close(server, underWay, drain) };
}

/** A request line or Host header that makes no URL; it never reached the application. */
function unreadable(): Response {
  const problem = new Problem("malformed_request", "the request line or the Host header cannot be read");
  return new Response(JSON.stringify(problemBody(problem)), {
    status: 400,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store" },
  });
}

async function close(server: Server, underWay: ReadonlySet<ServerResponse>, drain: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  // Else a connection whose request ends now would idle on, and keep the server open with it.
  for (const outgoing of underWay) outgoing.shouldKeepAlive = false;
  server.prependListener("request", (_incoming, outgoing) => {
    outgoing.shouldKeepAlive = false;
  });
  // A proxy that has not asked for this server's health yet still sends to it.
  if (drain > 0) await setTimeout(drain);
  const end = globalThis.setTimeout(() => {
    server.closeAllConnections();
  }, LONGEST_ANSWER);
  server.close(() => {
    resolve(undefined);
  });
  await promise;
  clearTimeout(end);
}
