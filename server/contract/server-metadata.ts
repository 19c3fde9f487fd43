import * as z from "zod";

/** RFC 8414 section 2. */
export const serverMetadata = z.object({
  issuer: z.string(),
  token_endpoint: z.string(),
  revocation_endpoint: z.string(),
  introspection_endpoint: z.string(),
  jwks_uri: z.string().optional().meta({ description: "Absent where the server signs no JWTs." }),
  grant_types_supported: z.array(z.string()),
  response_types_supported: z.array(z.string()),
  token_endpoint_auth_methods_supported: z.array(z.string()),
  revocation_endpoint_auth_methods_supported: z.array(z.string()),
  introspection_endpoint_auth_methods_supported: z.array(z.string()),
  // Section 2 lets servers have more; of the token exchange no standard names any.
  subject_token_types_supported: z.array(z.string()).meta({ description: "What the exchange takes." }),
  requested_token_types_supported: z.array(z.string()).meta({ description: "What the exchange gives." }),
  access_token_signing_alg_values_supported: z
    .array(z.string())
    .optional()
    .meta({ description: "What access tokens that are JWTs are signed with." }),
});

/** RFC 7517 section 5: public keys of P-256 (RFC 7518 section 6.2.1). */
export const jsonWebKeySet = z.object({
  keys: z.array(
    z.object({
      kty: z.literal("EC"),
      crv: z.string(),
      x: z.string(),
      y: z.string(),
      kid: z.string().meta({ description: "The key's thumbprint (RFC 7638)." }),
      alg: z.string(),
      use: z.literal("sig"),
    }),
  ),
});
