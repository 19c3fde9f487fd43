import { decodeJwt, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose";
import { Problem } from "../contract/problem.ts";
import type { IdTokenVerdict, VerifyIdToken } from "../domain/exchange/id-token.ts";
import type { IssuerKeys } from "./issuer-keys.ts";

/**
 * RFC 8725 section 3.1: signatures of a private key alone, so that nobody signs with what everybody knows, a public key or
 * no key at all.
 */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

/** Seconds that clocks may differ by. */
const SKEW = 30;

/**
 * Verifies ID tokens with the keys their issuers publish. Keys come from nowhere else: `jku`, `x5u` and `jwk` in a header
 * are not looked at (RFC 8725 section 3.10).
 */
export function createVerifyIdToken(keysOf: IssuerKeys, now: () => Date): VerifyIdToken {
  return async (text, isTrusted) => {
    const issuer = issuerOf(text);
    if (issuer === undefined) return refused("it is no JWT with an `iss`");
    if (!(await isTrusted(issuer))) return { type: "untrusted" };
    const getKey: JWTVerifyGetKey = async (header, jws) => {
      const keys = await keysOf(issuer);
      try {
        return await keys(header, jws);
      } catch (cause) {
        if (!(cause instanceof errors.JWKSNoMatchingKey)) throw cause;
        return (await keysOf(issuer, true))(header, jws);
      }
    };
    try {
      const { payload, protectedHeader } = await jwtVerify(text, getKey, {
        algorithms: ALGORITHMS,
        issuer,
        currentDate: now(),
        clockTolerance: SKEW,
        requiredClaims: ["exp", "iat"],
      });
      return checked(payload, { issuer, typ: protectedHeader.typ, now: now() });
    } catch (cause) {
      if (cause instanceof Problem) throw cause;
      return refused(reasonOf(cause));
    }
  };
}

function checked(
  { ...claims }: JWTPayload,
  { issuer, typ, now }: { issuer: string; typ: string | undefined; now: Date },
): IdTokenVerdict {
  // RFC 8725 section 3.11: an access token or a logout token of the same issuer is something else.
  if (typ !== undefined && !/^(?:application\/)?jwt$/i.test(typ))
    return refused("its `typ` is not that of an ID token");
  if ((claims.iat ?? 0) > now.getTime() / 1000 + SKEW) return refused("it was issued in the future");
  return { type: "verified", issuer, expiresAt: claims.exp ?? 0, claims };
}

function issuerOf(text: string): string | undefined {
  try {
    const { iss } = decodeJwt(text);
    return typeof iss === "string" && iss.isWellFormed() && !iss.includes("\0") ? iss : undefined;
  } catch {
    return undefined;
  }
}

function refused(why: string): IdTokenVerdict {
  return { type: "refused", why };
}

/** What the library refuses, in words that hold nothing of the token. */
function reasonOf(cause: unknown): string {
  if (cause instanceof errors.JWTExpired) return "it has expired";
  if (cause instanceof errors.JWTClaimValidationFailed) return `its \`${cause.claim}\` is missing or wrong`;
  if (cause instanceof errors.JOSEAlgNotAllowed) return "its algorithm is not accepted";
  if (cause instanceof errors.JWKSNoMatchingKey) return "its issuer has no such key";
  if (cause instanceof errors.JWSSignatureVerificationFailed) return "its signature is not its issuer's";
  return "it cannot be verified with its issuer's keys";
}
