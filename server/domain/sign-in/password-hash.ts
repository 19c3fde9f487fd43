import { argon2, timingSafeEqual } from "node:crypto";

/** What argon2id costs (RFC 9106 section 3.1): memory in KiB, passes over it, lanes. */
export interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** The least that OWASP's Password Storage Cheat Sheet advises, in its cheaper form for one lane. */
export const defaultCost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };

/** RFC 9106 section 3.1: a salt of 16 bytes is enough; a tag of 32 is 256 bits. */
export const SALT_BYTES = 16;
export const TAG_BYTES = 32;

/** Argon2id over a message, off the main thread. */
export type Derive = (input: {
  readonly message: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: Cost;
  readonly tagBytes: number;
}) => Promise<Uint8Array>;

export const argon2id: Derive = ({ message, salt, cost, tagBytes }) => {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  argon2("argon2id", { message, nonce: salt, tagLength: tagBytes, ...cost }, (cause, tag) => {
    if (cause) reject(cause);
    else resolve(tag);
  });
  return promise;
};

/** A password's hash as it is stored, taken apart. */
export interface StoredHash {
  readonly cost: Cost;
  readonly salt: Uint8Array;
  readonly tag: Uint8Array;
}

const BASE64 = "([A-Za-z0-9+/]+)";
const PHC = new RegExp(`^\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$${BASE64}\\$${BASE64}$`);

/** PHC string format, as the reference implementation of argon2 writes it: base64 without padding, version 19 (0x13). */
export function formatHash({ cost, salt, tag }: StoredHash): string {
  const { memory, passes, parallelism } = cost;
  const costs = `m=${String(memory)},t=${String(passes)},p=${String(parallelism)}`;
  return `$argon2id$v=19$${costs}$${base64(salt)}$${base64(tag)}`;
}

/** Undefined for what is no such text. */
export function parseHash(text: string): StoredHash | undefined {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(text) ?? [];
  if (memory === undefined || salt === undefined || tag === undefined) return undefined;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
}

/**
 * The bytes a password is hashed as: one sequence for all spellings of the same characters (RFC 8265 section 4.2.2), so
 * that it is the same password on every keyboard and system.
 */
export function passwordBytes(password: string): Uint8Array {
  return Buffer.from(password.replaceAll(/\p{Zs}/gu, " ").normalize("NFC"), "utf8");
}

export function isSameTag(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

export function isSameCost(a: Cost, b: Cost): boolean {
  return a.memory === b.memory && a.passes === b.passes && a.parallelism === b.parallelism;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replace(/=+$/, "");
}
