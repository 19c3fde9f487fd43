import { createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from "node:crypto";
import { hsalsa, xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { blake2b } from "@noble/hashes/blake2.js";

const KEY_BYTES = 32;
const NONCE_BYTES = 24;

/** The constant of Salsa20, as four little-endian words. */
const SIGMA = words(Buffer.from("expand 32-byte k"));

/**
 * Libsodium's `crypto_box_seal`: only the holder of the private key opens it, and nobody can tell who sealed it. An X25519
 * key pair made for this alone agrees on the key of an XSalsa20-Poly1305 box; the nonce follows from both public keys.
 * @param publicKey X25519 (RFC 7748), 32 bytes in base64
 * @returns base64 of the public key made for it and the box; undefined for a key that agrees on nothing secret
 */
export function sealFor(publicKey: string, text: string): string | undefined {
  const theirs = Buffer.from(publicKey, "base64");
  if (theirs.length !== KEY_BYTES) return undefined;
  const { privateKey, publicKey: made } = generateKeyPairSync("x25519");
  const shared = agree(privateKey, theirs);
  if (!shared) return undefined;
  const ours = rawKey(made);
  const box = boxOf({ shared, ours, theirs }).encrypt(Buffer.from(text));
  return Buffer.concat([ours, box]).toString("base64");
}

/** A key that boxes are sealed for, made to open a few and be forgotten. */
export interface BoxKey {
  /** 32 bytes in base64, for whoever seals. */
  readonly publicKey: string;
  /** Libsodium's `crypto_box_seal_open`, of base64; undefined for what is no box for this key, or was changed. */
  readonly open: (sealed: string) => string | undefined;
}

export function makeBoxKey(): BoxKey {
  const { privateKey, publicKey } = generateKeyPairSync("x25519");
  const theirs = rawKey(publicKey);
  return {
    publicKey: theirs.toString("base64"),
    open: (sealed) => {
      const bytes = Buffer.from(sealed, "base64");
      const [ours, box] = [bytes.subarray(0, KEY_BYTES), bytes.subarray(KEY_BYTES)];
      const shared = ours.length === KEY_BYTES ? agree(privateKey, ours) : undefined;
      if (!shared) return undefined;
      try {
        return Buffer.from(boxOf({ shared, ours, theirs }).decrypt(box)).toString();
      } catch {
        return undefined;
      }
    },
  };
}

interface Agreed {
  readonly shared: Buffer;
  /** The public key that was made for the box. */
  readonly ours: Buffer;
  /** The one that the box is sealed for. */
  readonly theirs: Buffer;
}

function boxOf({ shared, ours, theirs }: Agreed): ReturnType<typeof xsalsa20poly1305> {
  const nonce = blake2b(Buffer.concat([ours, theirs]), { dkLen: NONCE_BYTES });
  return xsalsa20poly1305(boxKey(shared), nonce);
}

/** RFC 7748 section 6.1: a public key of low order makes the shared secret all zeros, which OpenSSL refuses. */
function agree(privateKey: KeyObject, theirs: Buffer): Buffer | undefined {
  const x = theirs.toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "X25519", x }, format: "jwk" });
  try {
    return diffieHellman({ privateKey, publicKey });
  } catch {
    return undefined;
  }
}

function rawKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url");
}

/** `crypto_box_beforenm`: the agreed secret is no key yet, HSalsa20 with a nonce of zeros makes it one. */
function boxKey(shared: Buffer): Uint8Array {
  const key = new Uint32Array(KEY_BYTES / 4);
  hsalsa(SIGMA, words(shared), new Uint32Array(4), key);
  const bytes = Buffer.alloc(KEY_BYTES);
  for (const [index, word] of key.entries()) bytes.writeUInt32LE(word, index * 4);
  return bytes;
}

function words(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));
}
