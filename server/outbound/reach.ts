import { lookup as resolveName } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { createAddressRule, isLoopback, type Reach } from "./address-rule.ts";

interface Address {
  readonly address: string;
  readonly family: number;
}

/** Every address of a name. */
export type Resolve = (name: string) => Promise<readonly Address[]>;

interface Outgoing {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends it, the name's lookup included. */
  readonly signal: AbortSignal;
}

/** Asks, and gives the answer's head; its body is yet to be read. Rejects with an Error for the log. */
export type Ask = (url: URL, outgoing: Outgoing) => Promise<IncomingMessage>;

/**
 * Sends requests to addresses that others chose: over https (http to this very machine, where that is allowed), without
 * following redirects. A name is resolved once, every address of it must be one that requests may go to, and the
 * connection goes to one of them and nowhere else. No proxy is used, since behind one nobody could say where a request goes.
 * @param allowed addresses and CIDR ranges that are not public and may be asked all the same
 */
export function createAsk(
  allowed: readonly string[],
  resolve: Resolve = (name) => resolveName(name, { all: true }),
): Ask {
  const reachOf = createAddressRule(allowed);
  return async (url, outgoing) => {
    const name = url.hostname.replace(/^\[(.*)\]$/, "$1");
    const literal = isIP(name);
    const addresses = literal
      ? [{ address: name, family: literal }]
      : await within(outgoing.signal, resolve(name));
    demandReachable(url, addresses, reachOf);
    return send(url, addresses, outgoing);
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

async function send(
  url: URL,
  addresses: readonly Address[],
  { method, headers, body, signal }: Outgoing,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const [{ address, family } = { address: "", family: 0 }] = addresses;
  const outgoing = (url.protocol === "https:" ? https : http).request(url, {
    method,
    agent: false,
    signal,
    maxHeaderSize: 16 * 1024,
    headers: { "accept-encoding": "identity", "user-agent": "jeton", ...headers },
    // The addresses that were looked at, and no second look that could find others.
    lookup: (_name, { all }, done) => {
      if (all === true) done(null, [...addresses]);
      else done(null, address, family);
    },
  });
  outgoing.on("response", resolve).on("error", reject).end(body);
  return promise;
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
