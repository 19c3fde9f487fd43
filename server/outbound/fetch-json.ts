import { createAsk, type Resolve } from "./reach.ts";
import { readSmall } from "./read-small.ts";

/** The JSON at a URL. Rejects with an Error for the log: what is wrong, with names and addresses of the inside. */
export type FetchJson = (url: string) => Promise<unknown>;

/** Milliseconds, the name's lookup included. */
const TIME = 3_000;

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
      const { statusCode: status } = incoming;
      if (status === 200) return JSON.parse(await readSmall(url, incoming)) as unknown;
      throw new Error(`${url.host} answered ${String(status)}, not 200; redirects are not followed`);
    } finally {
      incoming.destroy();
    }
  };
}
