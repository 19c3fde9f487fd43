import { lookup as resolveName } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { createAddressRule, isLoopback, type Reach } from "./address-rule.ts";

/** The JSON at a URL. Rejects with an Error for the log: what is wrong, with names and addresses of the inside. */
export type FetchJson = (url: string) => Promise<unknown>;

interface Address {
  readonly address: string;
  readonly family: number;
}

/** Every address of a name. */
export type Resolve = (name: string) => Promise<readonly Address[]>;

/** Milliseconds, the name's lookup included, and bytes: far above any issuer's documents. */
const TIME = 3_000;
const LARGEST = 64 * 1024;

/**
 * Fetches what others publish, on the word of somebody who may only name an address: over https (http from this very
 * machine, where that is allowed), without following redirects, bounded in time and size. A name is resolved once, every
 * address of it must be one that requests may go to, and the connection goes to one of them and nowhere else. No proxy is
 * used, since behind one nobody could say where a request goes.
 * @param allowed addresses and CIDR ranges that are not public and may be asked all the same
 */
export function createFetchJson(
  allowed: readonly string[],
  resolve: Resolve = (name) => resolveName(name, { all: true }),
): FetchJson {
  const reachOf = createAddressRule(allowed);
  return async (text) => {
    const url = new URL(text);
    const signal = AbortSignal.timeout(TIME);
    const name = url.hostname.replace(/^\[(.*)\]$/, "$1");
    const literal = isIP(name);
    const addresses = literal ? [{ address: name, family: literal }] : await within(signal, resolve(name));
    demandReachable(url, addresses, reachOf);
    const incoming = await get(url, addresses, signal);
    try {
      return JSON.parse(await readSmall(url, incoming)) as unknown;
    } finally {
      incoming.destroy();
    }
  };
}

function demandReachable(
  { protocol, hostname }: URL,
  addresses: readonly Address[],
  reachOf: (address: string) => Reach,
): void {
  if (addresses.length === 0) throw new Error(`${hostname} has no address`);
  for (const { address } of addresses) {
    if (reachOf(address) === "refused") {
      throw new Error(`${hostname} is at ${address}, which is not public; JETON_OUTBOUND_ALLOW can allow it`);
    }
    const isSafe = protocol === "https:" || (protocol === "http:" && isLoopback(address));
    if (!isSafe) throw new Error(`${hostname} is asked over ${protocol}//, and only https:// is safe`);
  }
}

async function get(url: URL, addresses: readonly Address[], signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const [{ address, family } = { address: "", family: 0 }] = addresses;
  const outgoing = (url.protocol === "https:" ? https : http).request(url, {
    agent: false,
    signal,
    maxHeaderSize: 16 * 1024,
    headers: { accept: "application/json", "accept-encoding": "identity", "user-agent": "jeton" },
    // The addresses that were looked at, and no second look that could find others.
    lookup: (_name, { all }, done) => {
      if (all === true) done(null, [...addresses]);
      else done(null, address, family);
    },
  });
  outgoing.on("response", resolve).on("error", reject).end();
  return promise;
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

/** A promise, for as long as there is time. */
async function within<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => {
    reject(new Error("it took too long"));
  };
  signal.addEventListener("abort", onAbort);
  try {
    return await Promise.race([promise, late]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
