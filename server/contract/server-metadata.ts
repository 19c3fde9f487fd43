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
