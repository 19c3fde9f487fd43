import type { IncomingMessage } from "node:http";
import { createAsk, type Resolve } from "./reach.ts";

/** The JSON at a URL. Rejects with an Error for the log: what is wrong, with names and addresses of the inside. */
export type FetchJson = (url: string) => Promise<unknown>;

/** Milliseconds, the name's lookup included, and bytes: far above any issuer's documents. */
const TIME = 3_000;
const LARGEST = 64 * 1024;

/**
 * Fetches what others publish, on the word of somebody who may only name an address, bounded in time and size.
 * @param allowed addresses and CIDR ranges that are not public and may be asked all the same
 */
export function createFetchJson(allowed: readonly string[], resolve?: Resolve): FetchJson {
  const ask = createAsk(allowed, resolve);
  return async (text) => {
    const url = new URL(text);
    const headers = { accept: "application/json" };
    const incoming = await ask(url, { method: "GET", headers, signal: AbortSignal.timeout(TIME) });
    try {
      return JSON.parse(await readSmall(url, incoming)) as unknown;
    } finally {
      incoming.destroy();
    }
  };
}

async function readSmall({ host }: URL, incoming: IncomingMessage): Promise<string> {
  if (incoming.statusCode !== 200) {
    throw new Error(`${host} answered ${String(incoming.statusCode)}, not 200; redirects are not followed`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw new Error(`${host} answered with more than ${String(LARGEST)} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
