import * as z from "zod";
import type { FetchJson } from "./fetch-json.ts";

/** What an issuer says of itself, as far as it is used here. */
export type Configuration = z.output<typeof configuration>;

/**
 * The configuration of an OIDC issuer; it must be of that very issuer (OpenID Connect Discovery 1.0 section 4.3), and of
 * one that is asked over https all that it names is.
 */
export async function discover(fetchJson: FetchJson, issuer: string): Promise<Configuration> {
  const document = configuration.parse(
    await fetchJson(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`),
  );
  if (document.issuer !== issuer) {
    throw new Error(`the configuration of ${issuer} is of the issuer ${document.issuer}`);
  }
  for (const name of ["jwks_uri", "authorization_endpoint", "token_endpoint"] as const) {
    const url = document[name];
    if (issuer.startsWith("https:") && url !== undefined && !url.startsWith("https:")) {
      throw new Error(`the configuration of ${issuer} has the ${name} ${url}, which is not https`);
    }
  }
  return document;
}

const endpoint = z.url({ protocol: /^https?$/ }).max(2048);

const configuration = z.object({
  issuer: z.string().max(2048),
  jwks_uri: endpoint,
  authorization_endpoint: endpoint.optional(),
  token_endpoint: endpoint.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  /** RFC 9207 section 3. */
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});
