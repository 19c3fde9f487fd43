import type { IncomingMessage } from "node:http";

/** Bytes: far above any issuer's documents. */
const LARGEST = 64 * 1024;

/** The text of an answer that is no larger than it should be. Rejects with an Error for the log. */
export async function readSmall({ host }: URL, incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw new Error(`${host} answered with more than ${String(LARGEST)} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
