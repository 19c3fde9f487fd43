import type { IncomingMessage } from "node:http";
import { Problem } from "../contract/problem.ts";

/** Bytes. Far above any object of the contract, far below what would hurt. */
const MAX_BODY = 256 * 1024;

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/**
 * How much of a body that is too large is still taken in, and thrown away, before it is refused: a reply that is sent
 * while the client writes is lost when the connection closes behind it.
 */
const MAX_DISCARD = 8 * 1024 * 1024;

/**
 * The whole body.
 * @param most bytes it may have
 * @throws Problem `payload_too_large`, `malformed_request` when the client stops in the middle
 */
export async function readBody(incoming: IncomingMessage, most = MAX_BODY): Promise<Uint8Array> {
  const tooLarge = (): Problem =>
    new Problem("payload_too_large", `the body must have at most ${String(most)} bytes`);
  if (Number(incoming.headers["content-length"] ?? 0) > MAX_DISCARD) throw tooLarge();
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const onData = (chunk: Uint8Array): void => {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
    if (size > MAX_DISCARD) reject(tooLarge());
  };
  const onEnd = (): void => {
    // Else it is called for every body: its stream closes before whoever awaits it goes on.
    incoming.off("close", onStop);
    if (size > most) reject(tooLarge());
    else resolve(Buffer.concat(chunks));
  };
  const onStop = (): void => {
    reject(new Problem("malformed_request", "the body ended early"));
  };
  incoming.on("data", onData).on("end", onEnd).on("error", onStop).on("close", onStop);
  try {
    return await promise;
  } finally {
    incoming.off("data", onData).off("end", onEnd).off("error", onStop).off("close", onStop);
    incoming.resume();
  }
}
