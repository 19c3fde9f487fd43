import { X509Certificate } from "node:crypto";
import { getCACertificates, setDefaultCACertificates } from "node:tls";

/**
 * Trusts authorities besides Node's own and those of NODE_EXTRA_CA_CERTS, in the whole process: what an agent is told of
 * them does not reach the connection to a proxy that itself speaks TLS.
 * @param certificates each in PEM
 */
export function trust(certificates: readonly string[]): void {
  if (certificates.length > 0) setDefaultCACertificates([...getCACertificates("default"), ...certificates]);
}

let systems: boolean | undefined;

/**
 * Trusts what the system trusts, as other programs do and Node.js does not. They are many and slow to read, so this is for
 * when nothing else does.
 * @returns false when there is no more to trust than there was
 */
export function trustSystem(): boolean {
  if (systems !== undefined) return false;
  const known = new Set(getCACertificates("default"));
  const more = getCACertificates("system").filter((one) => !known.has(one));
  systems = more.length > 0;
  trust(more);
  return systems;
}

/**
 * What is in a text of one or more certificates in PEM.
 * @param name what messages call it
 * @throws Error saying what is wrong with them, without showing any of it
 */
export function certificatesIn(text: string, name: string): readonly string[] {
  if (text.includes("PRIVATE KEY-----")) {
    throw new Error(`${name} holds a private key. Give the certificate alone, and replace the key.`);
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0 || !certificates.every(isCertificate)) {
    throw new Error(`${name} must be one or more certificates in PEM.`);
  }
  return certificates;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== "";
  } catch {
    return false;
  }
}
