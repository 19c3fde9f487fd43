/**
 * The text of a token: `jtn` + kind + `_` + 12 characters of lookup id + 32 of secret + 6 of checksum, base62 throughout.
 * The checksum is the CRC-32 (IEEE 802.3) of every character before it, prefix included, as a base62 number left-padded
 * with `0`. It rejects typing errors offline and is no security: that is the 32 characters, 190 bits.
 */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Each kind of token and what it stands for. */
export const tokenKinds = {
  u: "user",
  s: "service account",
  r: "role",
  x: "exchanged or ephemeral",
  b: "bootstrap",
} as const;
export type TokenKind = keyof typeof tokenKinds;

const LOOKUP_LENGTH = 12;
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const BODY_LENGTH = LOOKUP_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH;

/** Finds every token in a text; linear, so it is safe in any regular expression engine. */
export const TOKEN_PATTERN = `jtn[${Object.keys(tokenKinds).join("")}]_[0-9A-Za-z]{${String(BODY_LENGTH)}}`;
const WHOLE = new RegExp(`^${TOKEN_PATTERN}$`);
const ANYWHERE = new RegExp(TOKEN_PATTERN, "g");

/** A token's text, and what is left of one that was cut off or has something behind it, another token perhaps. */
const SECRET = new RegExp(
  `(jtn[${Object.keys(tokenKinds).join("")}]_[0-9A-Za-z]{${String(LOOKUP_LENGTH)}})[0-9A-Za-z_]+`,
  "g",
);

/** A signed JWT (RFC 7515 section 7.1): its header is a JSON object, so it begins like this. */
const SIGNED = /(?<![\w-])(eyJ[\w-]*\.[\w-]+\.)[\w-]+/g;

/** What webhooks sign with (contract/webhook-secret.ts), in base64, in an address perhaps. */
const SIGNING = /(whsec_)[\w+/=%-]{8,}/g;

/** The text with every token in it cut down to its hint, every JWT to what its signature is over, and no webhook's secret. */
export function redactTokens(text: string): string {
  return text.replaceAll(SECRET, "$1***").replaceAll(SIGNED, "$1***").replaceAll(SIGNING, "$1***");
}

export interface ParsedToken {
  readonly kind: TokenKind;
  /** 12 characters that find the row; not secret. */
  readonly lookup: string;
  /** Prefix and lookup id: safe to show. */
  readonly hint: string;
}

/** The parts of a token's text, or undefined when it is not one or its checksum does not fit. */
export function parseTokenText(text: string): ParsedToken | undefined {
  const inspected = inspectTokenText(text);
  if (inspected?.fits !== true) return undefined;
  const { kind, lookup, hint } = inspected;
  return { kind, lookup, hint };
}

/** The same of whatever is written as a token is; `fits` is false where the checksum says that it was mistyped. */
export function inspectTokenText(text: string): (ParsedToken & { readonly fits: boolean }) | undefined {
  if (!WHOLE.test(text)) return undefined;
  const end = text.length - CHECKSUM_LENGTH;
  const bodyStart = text.length - BODY_LENGTH;
  const hint = text.slice(0, bodyStart + LOOKUP_LENGTH);
  const fits = checksum(text.slice(0, end)) === text.slice(end);
  // The pattern admits only the kinds of the table.
  return { kind: text.charAt(3) as TokenKind, lookup: hint.slice(bodyStart), hint, fits };
}

/** Whether a token's text stands anywhere in a text: its checksum fits, so it is no chance. */
export function holdsToken(text: string): boolean {
  return (text.match(ANYWHERE) ?? []).some((found) => parseTokenText(found) !== undefined);
}

/**
 * A new token's text.
 * @param randomBytes gives that many bytes from a cryptographic source
 */
export function makeTokenText(kind: TokenKind, randomBytes: (count: number) => Uint8Array): string {
  const body = `jtn${kind}_${randomBase62(LOOKUP_LENGTH + SECRET_LENGTH, randomBytes)}`;
  return body + checksum(body);
}

/** Base62 characters, each equally likely: bytes past the last whole multiple of 62 are thrown away. */
function randomBase62(length: number, randomBytes: (count: number) => Uint8Array): string {
  const limit = 256 - (256 % ALPHABET.length);
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < limit && text.length < length) text += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return text;
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  while (digits.length < CHECKSUM_LENGTH) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}

/** What each byte makes of a CRC: verifying a token computes one of 55 characters. */
const ofByte = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 of IEEE 802.3, reflected, polynomial 0xEDB88320, of ASCII; by hand since this module also runs in a browser. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    crc = (crc >>> 8) ^ (ofByte[(crc ^ text.charCodeAt(index)) & 0xff] ?? 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
