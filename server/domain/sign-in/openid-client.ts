/** What an identity provider says of itself. */
interface Endpoints {
  /** Where browsers are sent to sign in. */
  readonly authorization: string;
  /** Whether its answers say whose they are (RFC 9207). */
  readonly namesItself: boolean;
}

/** A code that a browser brought back, and what proves that this server asked for it. */
export interface Redemption {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
  readonly code: string;
  /** RFC 7636. */
  readonly verifier: string;
  readonly redirectUri: string;
}

export type Redeemed =
  | { readonly type: "redeemed"; readonly idToken: string }
  /** In words that hold nothing of the code or the secret. */
  | { readonly type: "refused"; readonly why: string };

/** Asks identity providers, as their client. */
export interface OpenIdClient {
  /** @throws Problem `unavailable` when they cannot be had */
  readonly endpointsOf: (issuer: string) => Promise<Endpoints>;
  /**
   * The ID token for a code (OpenID Connect Core 1.0 section 3.1.3); it is not verified.
   * @throws Problem `unavailable` when the provider does not answer
   */
  readonly redeem: (redemption: Redemption) => Promise<Redeemed>;
}
