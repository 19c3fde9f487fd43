import type { IncomingMessage } from "node:http";
import type { Send, Sent } from "../domain/events/deliver.ts";
import { createAsk, type Resolve } from "./reach.ts";

/** Milliseconds, the name's lookup included, until the answer's status is there. */
const TIME = 10_000;
/** Bytes of the answer that are read, so that whoever answers is not cut off. */
const MOST_READ = 16 * 1024;

export interface Sender {
  readonly send: Send;
  /** Calls off what is under way, and whatever is sent after it. */
  readonly stop: () => void;
}

/**
 * Posts messages to webhooks.
 * @param allowed addresses and CIDR ranges that are not public and may be sent to all the same
 * @param onError told why a message did not arrive, with names and addresses of the inside
 */
export function createSender(
  { allowed, resolve, time = TIME }: { allowed: readonly string[]; resolve?: Resolve; time?: number },
  onError: (cause: unknown, url: string) => void,
): Sender {
  const ask = createAsk(allowed, resolve);
  const stopping = new AbortController();
  const send: Send = async (text, { headers, body }) => {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(time)]);
    const length = String(Buffer.byteLength(body));
    const outgoing = { ...headers, "content-length": length, accept: "application/json" };
    try {
      const incoming = await ask(new URL(text), { method: "POST", headers: outgoing, body, signal });
      const beginning = await read(incoming);
      return {
        status: incoming.statusCode ?? 0,
        retryAfter: incoming.headers["retry-after"],
        body: beginning,
      };
    } catch (cause) {
      if (stopping.signal.aborted) return "interrupted";
      onError(cause, new URL(text).host);
      return { error: errorOf(cause, signal) };
    }
  };
  return {
    send,
    stop: () => {
      stopping.abort();
    },
  };
}

/** The status is what counts: what follows it may break off, and is cut off. */
async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_READ) break;
    }
  } catch {
    // Nothing more of it was wanted.
  } finally {
    incoming.destroy();
  }
  return Buffer.concat(chunks).toString("utf8", 0, MOST_READ);
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes, and OpenSSL's own. */
const TLS = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/;

function errorOf(cause: unknown, signal: AbortSignal): Extract<Sent, { readonly error: unknown }>["error"] {
  if (signal.aborted) return "timeout";
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return TLS.test(code) ? "tls" : "unreachable";
}
