import type { Reply } from "../contract/operations.ts";
import { routes } from "../contract/routes.ts";
import { EXCHANGE_GRANT, JWT, REQUESTED_TYPES, SUBJECT_TYPES } from "../contract/token-exchange-names.ts";
import { JWT_ALGORITHM } from "../domain/secrets/jwts.ts";
import { notConfigured } from "../domain/exchange/exchange.ts";

/**
 * RFC 8414. Nobody signs in here, so there is no response type; who introspects sends a token of its own.
 * @param publicUrl never taken from a request: whoever can choose it chooses where tokens are sent
 * @param signsJwts whether there are keys that somebody could verify something with
 * @throws Problem `not_configured`
 */
export function oauthMetadata(publicUrl: string | undefined, signsJwts: boolean): Reply<"oauth-metadata"> {
  if (publicUrl === undefined) throw notConfigured();
  return {
    issuer: publicUrl,
    token_endpoint: publicUrl + routes.exchange.path,
    revocation_endpoint: publicUrl + routes.revoke.path,
    introspection_endpoint: publicUrl + routes.introspect.path,
    ...(signsJwts && { jwks_uri: publicUrl + routes.jwks.path }),
    grant_types_supported: [EXCHANGE_GRANT],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ["none"],
    revocation_endpoint_auth_methods_supported: ["none", "Bearer"],
    introspection_endpoint_auth_methods_supported: ["Bearer"],
    subject_token_types_supported: [...SUBJECT_TYPES],
    requested_token_types_supported: REQUESTED_TYPES.filter((type) => signsJwts || type !== JWT),
    ...(signsJwts && { access_token_signing_alg_values_supported: [JWT_ALGORITHM] }),
  };
}
