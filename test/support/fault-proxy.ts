import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Between, between } from "./relay.ts";

/**
 * What becomes of a request: it passes; it never arrives, and 503 answers it; it passes late, after so many milliseconds; or
 * it passes and the connection breaks in place of an answer.
 */
type Fate = "pass" | "refuse" | "lose" | { readonly late: number };

/** Between a client and a server, with faults of their own making and a clock of its own. */
export interface FaultProxy extends Between {
  /** By how many milliseconds the server's clock seems to be ahead. */
  ahead: number;
  /** Is given the method and the path, for example `POST /v1/tokens`. */
  decide: (request: string) => Fate | Promise<Fate>;
}

/** @param target asked for at each request, since the server may not be there yet */
export async function startFaultProxy(target: () => string): Promise<FaultProxy> {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = "", url = "", headers } = incoming;
    const body = Buffer.concat((await incoming.toArray()) as Buffer[]);
    const fate = await proxy.decide(`${method} ${url}`);
    if (fate === "refuse") {
      outgoing.writeHead(503, { "content-type": "text/plain" }).end("busy");
      return;
    }
    if (typeof fate === "object") await wait(fate.late);
    const { host: _, connection: __, ...passed } = headers;
    const reply = await fetch(new URL(url, target()), {
      method,
      // Node's headers are text, or lists of it where a header may come twice, which none of these does.
      headers: passed as Record<string, string>,
      ...(body.length > 0 && { body }),
    });
    const text = await reply.text();
    if (fate === "lose") {
      incoming.socket.destroy();
      return;
    }
    const date = new Date(Date.parse(reply.headers.get("date") ?? "") + proxy.ahead);
    const shown: OutgoingHttpHeaders = { ...Object.fromEntries(reply.headers), date: date.toUTCString() };
    delete shown["content-length"];
    outgoing.writeHead(reply.status, shown).end(text);
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  const proxy: FaultProxy = Object.assign(await between(server, "http"), {
    ahead: 0,
    decide: (): Fate => "pass",
  });
  return proxy;
}
