import { type AddressRange, addressAsRange, covers, parseRange } from "../contract/address-range.ts";

/** Where a request may go: anywhere in public, to what was allowed by hand, or not at all. */
export type Reach = "public" | "allowed" | "refused";

/** IANA's special-purpose registries: this machine, private networks, clouds' metadata, what is routed nowhere. */
const notPublic = rangesOf([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
]);

/** All of IPv6 that is public is in here (RFC 4291 section 2.4); what leads to IPv4 by another way is not. */
const globalUnicast = rangesOf(["2000::/3"]);

const loopback = rangesOf(["127.0.0.0/8", "::1/128"]);

/**
 * The rule for addresses that names resolve to.
 * @param allowed addresses and CIDR ranges that requests may go to although they are not public, each of them valid
 */
export function createAddressRule(allowed: readonly string[]): (address: string) => Reach {
  const exceptions = rangesOf(allowed);
  return (text) => {
    const address = addressAsRange(text);
    if (!address) return "refused";
    if (isIn(exceptions, address)) return "allowed";
    const isPublic = !isIn(notPublic, address) && (address.family === 4 || isIn(globalUnicast, address));
    return isPublic ? "public" : "refused";
  };
}

export function isLoopback(text: string): boolean {
  const address = addressAsRange(text);
  return address !== undefined && isIn(loopback, address);
}

function isIn(ranges: readonly AddressRange[], address: AddressRange): boolean {
  return ranges.some((range) => covers(range, address));
}

function rangesOf(texts: readonly string[]): readonly AddressRange[] {
  return texts.flatMap((text) => parseRange(text) ?? addressAsRange(text) ?? []);
}
