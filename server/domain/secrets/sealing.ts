import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";

import type { SealedColumns } from "./key-rows.ts";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Where something sealed is kept; it cannot be opened from anywhere else. */
export interface Place {
  readonly table: string;
  readonly id: string;
}

/** Every table with rows that are sealed. */
export const sealedTables = ["signing_keys", "kept_secrets"] as const;
export type SealedPlace = Place & {
  /** What is of no table browsers keep: see domain/sign-in-state.ts. */
  readonly table: (typeof sealedTables)[number] | "begun_sign_ins";
};

/** Seals what Jeton must use itself under `JETON_ENCRYPTION_KEY`, for the row it is kept in and no other. */
export interface Vault {
  /** Of the row that stands for the key: there is none any more once a server seals under another. */
  readonly keyId: string;
  readonly seal: (place: SealedPlace, bytes: Buffer) => SealedColumns;
  /** @throws Error with a message for the operator when the row was changed in the database */
  readonly open: (place: SealedPlace, row: SealedColumns) => Buffer;
}

/** The key behind the text of `JETON_ENCRYPTION_KEY`: HKDF-SHA-256 (RFC 5869), so that a text of any length will do. */
export function encryptionKey(text: string): Buffer {
  return Buffer.from(hkdfSync("sha256", text, "", "jeton encryption key v1", 32));
}

/** Proves which key a database was sealed with, and tells nothing of it. */
export function encryptionCanary(key: Buffer): string {
  return createHmac("sha256", key).update("jeton encryption key canary v1").digest("hex");
}

/** AES-256-GCM with table and row as associated data; base64 of nonce, tag and ciphertext. */
export function seal(
  key: Buffer,
  place: Place,
  { bytes, randomBytes }: { bytes: Buffer; randomBytes: (count: number) => Uint8Array },
): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(associated(place));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** @throws Error when it was sealed with another key, in another place, or was changed since */
export function unseal(key: Buffer, place: Place, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, "base64");
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
    .setAAD(associated(place))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

function associated({ table, id }: Place): Buffer {
  return Buffer.from(`${table}/${id}`);
}
