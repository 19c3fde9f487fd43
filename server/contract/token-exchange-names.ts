/** The names of RFC 8693: its grant, and its types of tokens. */
export const EXCHANGE_GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
export const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
export const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
/** An ID token is a JWT: either name will do. */
export const SUBJECT_TYPES: readonly string[] = [ID_TOKEN, "urn:ietf:params:oauth:token-type:jwt"];

/** What an account's id or reference stands behind in `resource`. */
export const ACCOUNT_URN = "urn:jeton:sa:";
