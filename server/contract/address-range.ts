/** Addresses and CIDR ranges of IPv4 and IPv6 (RFC 4632, RFC 4291), without a platform's parser: this runs in browsers. */

export interface AddressRange {
  readonly family: 4 | 6;
  /** The first address, as a number of 32 or 128 bits. */
  readonly first: bigint;
  /** How many leading bits all its addresses share. */
  readonly prefix: number;
}

const WIDTH = { 4: 32, 6: 128 } as const;
const OCTET = /^(?:0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
/** `::ffff:0:0/96`: IPv4 addresses as sockets of both families show them (RFC 4291 section 2.5.5.2). */
const MAPPED = 0xffffn;

/** A range with its prefix, or undefined. Bits after the prefix stay as they are: see `canonicalRange`. */
export function parseRange(text: string): AddressRange | undefined {
  const [address = "", bits = "", ...rest] = text.split("/");
  const parsed = parseNumber(address);
  if (!parsed || rest.length > 0 || !OCTET.test(bits)) return undefined;
  const prefix = Number(bits);
  return prefix <= WIDTH[parsed.family] ? { ...parsed, prefix } : undefined;
}

/** The range of one address; one of IPv4 that is written as IPv6 is that of IPv4. */
export function addressAsRange(text: string): AddressRange | undefined {
  const parsed = parseNumber(text);
  if (!parsed) return undefined;
  if (parsed.family === 6 && parsed.first >> 32n === MAPPED) {
    return { family: 4, first: parsed.first & 0xffff_ffffn, prefix: WIDTH[4] };
  }
  return { ...parsed, prefix: WIDTH[parsed.family] };
}

export function isAddressOrRange(text: string): boolean {
  return (parseRange(text) ?? addressAsRange(text)) !== undefined;
}

/** Whether every address of the second range is in the first. */
export function covers(outer: AddressRange, inner: AddressRange): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const shift = BigInt(WIDTH[outer.family] - outer.prefix);
  return outer.first >> shift === inner.first >> shift;
}

/** The one spelling of a range: no bits after the prefix, IPv6 as in RFC 5952; undefined when there is none. */
export function canonicalRange(text: string): string | undefined {
  const range = parseRange(text);
  if (!range) return undefined;
  const { family, first, prefix } = range;
  const shift = BigInt(WIDTH[family] - prefix);
  const start = (first >> shift) << shift;
  if (family === 4) return `${formatV4(start)}/${String(prefix)}`;
  // Clients of IPv4 are matched as such, so a range of mapped addresses would match nobody.
  if (start >> 32n !== MAPPED) return `${formatV6(start)}/${String(prefix)}`;
  return prefix < 96 ? undefined : `${formatV4(start & 0xffff_ffffn)}/${String(prefix - 96)}`;
}

function parseNumber(text: string): Pick<AddressRange, "family" | "first"> | undefined {
  const first = text.includes(":") ? parseV6(text) : parseV4(text);
  return first === undefined ? undefined : { family: text.includes(":") ? 6 : 4, first };
}

function parseV4(text: string): bigint | undefined {
  const octets = text.split(".");
  const isValid = octets.length === 4 && octets.every((one) => OCTET.test(one) && Number(one) <= 255);
  return isValid ? octets.reduce((sum, one) => (sum << 8n) | BigInt(one), 0n) : undefined;
}

/** RFC 4291 section 2.2, its three forms; no zone. */
function parseV6(text: string): bigint | undefined {
  const hex = withoutDots(text);
  if (hex === undefined) return undefined;
  const [before = "", after, ...more] = hex.split("::");
  const groups = (part: string): readonly string[] => (part === "" ? [] : part.split(":"));
  const known = [...groups(before), ...groups(after ?? "")];
  const missing = 8 - known.length;
  const isWhole = after === undefined ? missing === 0 : missing >= 1;
  if (more.length > 0 || !isWhole || !known.every((group) => GROUP.test(group))) return undefined;
  const zeros = Array.from({ length: missing }, () => "0");
  const all = [...groups(before), ...zeros, ...groups(after ?? "")];
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** Its last 32 bits, where they are written as IPv4 is, as two groups. */
function withoutDots(text: string): string | undefined {
  const [, head = "", tail] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) ?? [];
  if (tail === undefined) return text;
  const last = parseV4(tail);
  return last === undefined
    ? undefined
    : `${head}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
}

function formatV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join(".");
}

/** RFC 5952 section 4: lower case, no leading zeros, the first of the longest runs of zeros as `::`. */
function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const text = groups.join(":");
  const runs = [...text.matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)];
  const longest = runs.reduce<RegExpExecArray | undefined>(
    (best, run) => (best === undefined || run[0].length > best[0].length ? run : best),
    undefined,
  );
  if (longest === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, "");
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, "");
  return `${before}::${after}`;
}
