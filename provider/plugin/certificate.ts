import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import {
  bitString,
  boolean,
  explicit,
  element,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from "./der.ts";

export interface Certificate {
  /** The private key, PKCS #8 in PEM. */
  readonly key: string;
  /** The certificate in PEM. */
  readonly certificate: string;
  /** The same certificate in DER. */
  readonly der: Uint8Array;
}

const CLOCK_SKEW_MS = 5 * 60_000;
const LIFETIME_MS = 365 * 24 * 3_600_000;

/**
 * A key pair and a self-signed certificate for `localhost`, made for one process and never stored.
 * It carries what go-plugin's own carry (mtls.go, generateCert), since the client makes it its only root:
 * P-256, because it is the quickest curve to make and the client takes any.
 */
export function selfSigned(now: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(objectIdentifier("1.2.840.10045.4.3.2")); // ecdsa-with-SHA256
  const name = sequence(set(sequence(objectIdentifier("2.5.4.3"), utf8String("localhost"))));
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))), // version 3
    integer(serialNumber()),
    algorithm,
    name,
    sequence(time(new Date(now.getTime() - CLOCK_SKEW_MS)), time(new Date(now.getTime() + LIFETIME_MS))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    explicit(3, extensions()),
  );
  const der = sequence(body, algorithm, bitString(sign("sha256", body, privateKey)));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----\n`,
    der,
  };
}

/** RFC 5280 section 4.1.2.2: positive and at most 20 bytes; the first bit pattern keeps it both. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

/** RFC 5280 section 4.2.1. */
function extensions(): Buffer {
  const serverAuth = objectIdentifier("1.3.6.1.5.5.7.3.1");
  const clientAuth = objectIdentifier("1.3.6.1.5.5.7.3.2");
  // digitalSignature, keyEncipherment, keyAgreement, keyCertSign are bits 0, 2, 4, 5 of one byte.
  const keyUsage = bitString(Buffer.from([0b1010_1100]), 2);
  const dnsName = element(0x82, Buffer.from("localhost"));
  return sequence(
    extension("2.5.29.15", true, keyUsage),
    extension("2.5.29.37", false, sequence(serverAuth, clientAuth)),
    extension("2.5.29.19", true, sequence(boolean(true))), // basicConstraints: a CA
    extension("2.5.29.17", false, sequence(dnsName)),
  );
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [boolean(true)] : [];
  return sequence(objectIdentifier(id), ...flag, octetString(value));
}
