/** The names of RFC 8693: its grant, and its types of tokens. */
export const EXCHANGE_GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
export const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
export const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
export const JWT = "urn:ietf:params:oauth:token-type:jwt";
/** An ID token is a JWT: either name will do. */
export const SUBJECT_TYPES: readonly string[] = [ID_TOKEN, JWT];
/** An access token as it is by default, which only Jeton can read, or one that is a JWT (RFC 9068). */
export const REQUESTED_TYPES = [ACCESS_TOKEN, JWT] as const;

/** What an account's id or reference stands behind in `resource`. */
export const ACCOUNT_URN = "urn:jeton:sa:";
