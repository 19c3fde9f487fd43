import { BlockList, isIP, isIPv4 } from "node:net";

/** The address a request comes from, given that of its connection and its `X-Forwarded-For` header. */
export type ClientAddress = (peer: string | undefined, forwardedFor: string | undefined) => string | null;

/**
 * Walks `X-Forwarded-For` from the right, over the proxies that are trusted, to the first address that is not one of
 * them; what stands further left was written by the client and says nothing. The header counts only when the
 * connection itself comes from a trusted proxy.
 * @param trusted addresses or CIDR ranges, each of them valid
 */
export function createClientAddress(trusted: readonly string[]): ClientAddress {
  const proxies = blockList(trusted);
  const isProxy = (address: string): boolean => proxies.check(address, isIPv4(address) ? "ipv4" : "ipv6");
  return (peer, forwardedFor) => {
    let address = addressOf(peer ?? "");
    if (address === undefined) return null;
    const hops = (forwardedFor ?? "").split(",").toReversed();
    for (const hop of hops) {
      if (!isProxy(address)) return address;
      const before = addressOf(hop);
      // A trusted proxy that names no address vouches for nobody further.
      if (before === undefined) return address;
      address = before;
    }
    return address;
  };
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const family = isIPv4(address) ? "ipv4" : "ipv6";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** An address in one spelling: without port, brackets or zone, IPv4 as IPv4; undefined when it is none. */
function addressOf(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i, "$1")
    .replace(/%.*$/, "");
  return isIP(bare) === 0 ? undefined : bare;
}
