import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { isGenuine } from "../../examples/webhook-receiver/verify.ts";

/** A message as it came. */
export interface Received {
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
  /** The body as JSON. */
  readonly event: () => Record<string, unknown> & { readonly data: Record<string, unknown> };
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a webhook sends to: it remembers all, and answers as it is told. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves once that many messages are there. */
  readonly until: (count: number) => Promise<void>;
}

/** @param answer of a message and how many came before it; undefined, 204; what does not resolve is never answered */
export async function startReceiver(
  answer: (message: Received, before: number) => Answer | undefined | Promise<Answer | undefined> = () =>
    undefined,
): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
      const message: Received = {
        path: request.url ?? "",
        headers,
        body,
        event: () => JSON.parse(body) as ReturnType<Received["event"]>,
      };
      const before = received.push(message) - 1;
      for (const wake of waiting) wake();
      const { status, headers: more, body: said } = (await answer(message, before)) ?? { status: 204 };
      response.writeHead(status, more).end(said);
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A TCP server's address has a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/hook`,
    received,
    until: (count) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const wake = (): void => {
        if (received.length < count) return;
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
      wake();
      return promise;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Whether a message carries a signature of that secret. */
export function isSignedBy(secret: string, message: Received, now?: number): boolean {
  return isGenuine(secret, message, now);
}
