import type { Row } from "../rows.ts";

/** Rows of what hashes, seals and signs. */

export interface SaltRow extends Row {
  /** Tells whether a salt at hand is this one. */
  readonly canary: string;
  readonly state: "writing" | "accepted" | "retired";
  readonly created_at: string;
}

/** A key that others are sealed with; it is never here itself. */
export interface EncryptionKeyRow extends Row {
  /** Tells whether a key at hand is this one. */
  readonly canary: string;
  readonly created_at: string;
}

/** What only this server opens: see domain/vault.ts. */
export interface SealedColumns {
  readonly sealed: string;
  /** The key it is sealed under. */
  readonly encryption_key_id: string;
}

/** The sealed columns hold the private key. */
export interface SigningKeyRow extends Row, SealedColumns {
  /** `jwt` signs JWTs, and `audit` the audit's checkpoints. */
  readonly purpose: "audit" | "jwt";
  /** PEM. */
  readonly public_key: string;
  /** Of one for JWTs: until then it is only published, and the one before signs; see domain/jwt-keys.ts. */
  readonly signs_from: string | null;
  readonly created_at: string;
}

/** A secret that is used here and shown by nothing, such as the one a webhook's messages are signed with. */
export interface KeptSecretRow extends Row, SealedColumns {
  /** The id of what uses it. */
  readonly owner_id: string;
  /** From when it is used no more, another having taken its place; null for the current one. */
  readonly ends_at: string | null;
  readonly created_at: string;
}
