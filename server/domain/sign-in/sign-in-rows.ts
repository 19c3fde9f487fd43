import type { ClaimMatchers } from "../authorization/claim-matching.ts";
import type { Made, Row } from "../rows.ts";

/** An OIDC issuer that people sign in through; its client's secret is among the kept secrets. */
export interface IdentityProviderRow extends Made {
  readonly name: string;
  readonly display_name: string | null;
  readonly issuer: string;
  readonly client_id: string;
  readonly scopes: readonly string[] | null;
  readonly required_claims: ClaimMatchers | null;
  readonly allow_sign_up: boolean;
  readonly trust_email: boolean;
  /** ISO 8601. */
  readonly claims_max_age: string;
  readonly disabled: boolean;
}

/** Which user somebody is whom an issuer vouches for. */
export interface UserIdentityRow extends Made {
  readonly user_id: string;
  readonly issuer: string;
  readonly subject: string;
}

/** What an issuer claimed of a user at the last sign-in; its id is the user's. */
export interface SignInRow extends Row {
  readonly identity_provider_id: string;
  readonly issuer: string;
  /** Each claim's values as text; one that is no text or number, or a list of such, is not here. */
  readonly claims: Readonly<Record<string, readonly string[]>>;
  /** From when the claims no longer count. */
  readonly claims_end_at: string;
  readonly created_at: string;
}

/** That a sign-in was finished; its id is a hash of its state. */
export interface SpentSignInRow extends Row {
  readonly created_at: string;
  /** From when the state is refused for its age. */
  readonly expires_at: string;
}
