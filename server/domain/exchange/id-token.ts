import type { Claims } from "../authorization/claim-matching.ts";

/** What came of verifying an ID token. */
export type IdTokenVerdict =
  | {
      readonly type: "verified";
      readonly issuer: string;
      /** Seconds since 1970. */
      readonly expiresAt: number;
      readonly claims: Claims;
    }
  /** Nobody trusts its issuer, which therefore was not asked. */
  | { readonly type: "untrusted" }
  | { readonly type: "refused"; readonly why: string };

/**
 * Verifies signature, issuer and times of an ID token (OpenID Connect Core 1.0 section 3.1.3.7) with the keys its issuer
 * publishes. Whom it is for, and what it claims besides, is for who asks.
 * @param isTrusted asked before anything is fetched from the issuer the token names
 * @throws Problem `unavailable` when the issuer's keys cannot be had
 */
export type VerifyIdToken = (
  text: string,
  isTrusted: (issuer: string) => Promise<boolean>,
) => Promise<IdTokenVerdict>;
