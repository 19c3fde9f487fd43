import { Problem } from "../../contract/problem.ts";
import type { Reader } from "../store.ts";

/** ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4). */
export const JWT_ALGORITHM = "ES256";

/** What a JWT says. */
interface Jwt {
  /** Of what kind it is, such as `at+jwt`: no verifier takes one for another (RFC 8725 section 3.11). */
  readonly typ: string;
  /** Besides `iss`, which is the server's. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Of RFC 7517, with what a verifier needs to choose by (RFC 7518 section 6.2.1). */
export interface Jwk {
  readonly kty: "EC";
  readonly crv: string;
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: string;
  readonly use: "sig";
}

/** The JWTs that this server signs: ES256, with keys that every replica has. */
export interface Jwts {
  /** Their `iss`: the server's own address. */
  readonly issuer: string;
  /**
   * A JWT of this server.
   * @param rows the transaction it is signed in; then `prepare` was awaited before it
   */
  readonly sign: (jwt: Jwt, rows?: Reader) => Promise<string>;
  /** Makes the first key where there is none, and deletes those that are over. Not within a transaction. */
  readonly prepare: () => Promise<void>;
  /** The public keys by which verifiers elsewhere know its JWTs: of now, of next, and of before while any may be under way. */
  readonly jwks: () => Promise<{ readonly keys: readonly Jwk[] }>;
}

/** @param audience the server's own address, where it has one */
export function signsNothing(audience: string | null): Problem {
  const missing =
    audience === null
      ? "JETON_PUBLIC_URL, which they would name"
      : "JETON_ENCRYPTION_KEY, to keep their keys";
  return new Problem("not_configured", `this server signs no JWTs: its operator has not set ${missing}`);
}
