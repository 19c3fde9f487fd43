import { sha256 } from "@noble/hashes/sha2.js";

/** Crockford's base 32: no letter that looks like a digit. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;

/**
 * A public key in short, `7K2M-QX4D`, for people to compare in two places: 40 bits of its SHA-256, which nobody finds another
 * key for while somebody looks from one place to the other.
 * @param publicKey base64
 */
export function keyCode(publicKey: string): string {
  const bytes = Uint8Array.from(atob(publicKey), (character) => character.charCodeAt(0));
  const bits = [...sha256(bytes).subarray(0, (LENGTH * 5) / 8)].map((byte) =>
    byte.toString(2).padStart(8, "0"),
  );
  const digits = bits.join("").match(/.{5}/g) ?? [];
  const text = digits.map((digit) => DIGITS.charAt(Number.parseInt(digit, 2))).join("");
  return `${text.slice(0, LENGTH / 2)}-${text.slice(LENGTH / 2)}`;
}
