import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import type { SecretRow } from "../rows.ts";

/** A salt's key, and the id its hashes are stored with. */
export interface Salt {
  readonly id: string;
  readonly key: KeyObject;
}

/** The salts at hand. Their rows may change while the process runs, by other replicas and by `jeton salt`. */
export interface Salts {
  /** Every key at hand, by its canary. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** Those whose rows were met so far, none of them retired then. */
  readonly byId: Map<string, Salt>;
  /** The one that new hashes are made with, when that was last read. */
  writing: Salt;
  /** Takes note, without waiting, of a secret that was verified with another one; absent, nothing is hashed anew. */
  noteOldHash?: (old: OldHash) => void;
}

/** A secret that was verified with a salt other than the one hashes are made with. */
export interface OldHash {
  readonly secretId: string;
  /** The hash it was verified with. */
  readonly before: string;
  /** Of the same text, with the salt `saltId`. */
  readonly hash: string;
  readonly saltId: string;
}

/** A key object hashes seven times faster than raw bytes. */
export function saltKey(text: string): KeyObject {
  return createSecretKey(Buffer.from(text, "utf8"));
}

/** `HMAC-SHA-256(salt, "v1|" + SHA-256(whole text))` in hex. */
export function hashSecret(salt: Salt, text: string): string {
  return hashDigest(salt, digestOf(text));
}

/** The same of a text that is known only by its SHA-256, in lower-case hex. */
export function hashDigest({ key }: Pick<Salt, "key">, digest: string): string {
  return createHmac("sha256", key).update(`v1|${digest}`).digest("hex");
}

export function digestOf(text: string): string {
  return hash("sha256", text, "hex");
}

/** Proves which salt a database was made with, and tells nothing of it. */
export function canaryOf(key: KeyObject): string {
  return createHmac("sha256", key).update("jeton salt canary v1").digest("hex");
}

/** Whether a text is the one a row was made from, with its salt; compared in constant time. */
export function matchesSecret(salt: Salt, row: Pick<SecretRow, "hash">, text: string): boolean {
  const expected = Buffer.from(row.hash, "hex");
  const presented = Buffer.from(hashSecret(salt, text), "hex");
  return expected.length === presented.length && timingSafeEqual(expected, presented);
}
