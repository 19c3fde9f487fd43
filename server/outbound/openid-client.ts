import { createHash } from "node:crypto";
import { decodeJwt, decodeProtectedHeader } from "jose";
import * as z from "zod";
import { Problem } from "../contract/problem.ts";
import type { OpenIdClient, Redeemed, Redemption } from "../domain/sign-in/openid-client.ts";
import { type Configuration, discover } from "./discovery.ts";
import type { FetchJson } from "./fetch-json.ts";
import { keepFresh } from "./kept-fresh.ts";
import type { SendForm } from "./send-form.ts";

interface World {
  readonly fetchJson: FetchJson;
  readonly sendForm: SendForm;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function createOpenIdClient({ fetchJson, sendForm, now }: World): OpenIdClient {
  const configurationOf = keepFresh({ load: (issuer) => discover(fetchJson, issuer), failed: down, now });
  return {
    endpointsOf: async (issuer) => {
      const configuration = await configurationOf(issuer);
      const { authorization_endpoint: authorization, token_endpoint: token } = configuration;
      if (authorization === undefined || token === undefined) {
        throw down(new Error(`the configuration of ${issuer} has no authorization or no token endpoint`));
      }
      return {
        authorization,
        namesItself: configuration.authorization_response_iss_parameter_supported === true,
      };
    },
    redeem: async (redemption) => {
      const configuration = await configurationOf(redemption.issuer);
      const { token_endpoint: url = "" } = configuration;
      const reply = await sendForm(url, requestOf(redemption, configuration)).catch((cause: unknown) => {
        throw down(cause);
      });
      return reply.status === 200 ? readTokens(reply.text) : refusal(reply);
    },
  };
}

function down(cause?: unknown): Problem {
  return new Problem("unavailable", "the identity provider does not answer now; try again in a while", {
    cause,
  });
}

/**
 * RFC 6749 section 2.3.1: the secret goes into the header, in a form's encoding, unless the provider takes it in the body
 * alone; a public client says who it is there.
 */
function requestOf(
  { clientId, clientSecret, code, verifier, redirectUri }: Redemption,
  { token_endpoint_auth_methods_supported: methods = ["client_secret_basic"] }: Configuration,
): Parameters<SendForm>[1] {
  const fields = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  if (clientSecret !== undefined && (methods.includes("client_secret_basic") || !isPosted(methods))) {
    const pair = [clientId, clientSecret].map(formEncoded).join(":");
    return { fields, authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
  }
  fields.set("client_id", clientId);
  if (clientSecret !== undefined) fields.set("client_secret", clientSecret);
  return { fields };
}

function isPosted(methods: readonly string[]): boolean {
  return methods.includes("client_secret_post");
}

function formEncoded(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice("x=".length);
}

const tokens = z.object({ id_token: z.string().max(32_768), access_token: z.string().optional() });
const failure = z.object({ error: z.string().regex(/^[a-z_]{1,64}$/) });

function readTokens(text: string): Redeemed {
  const parsed = tokens.safeParse(jsonOf(text));
  if (!parsed.success) return { type: "refused", why: "the identity provider sent no ID token" };
  const { id_token: idToken, access_token: accessToken } = parsed.data;
  if (accessToken !== undefined && !fitsHash(idToken, accessToken)) {
    return { type: "refused", why: "its ID token is of another access token (`at_hash`)" };
  }
  return { type: "redeemed", idToken };
}

function refusal({ status, text }: { readonly status: number; readonly text: string }): Redeemed {
  if (status >= 500) throw down(new Error(`the token endpoint answered ${String(status)}`));
  const parsed = failure.safeParse(jsonOf(text));
  const error = parsed.success ? parsed.data.error : `status ${String(status)}`;
  return { type: "refused", why: `the identity provider did not accept the code (${error})` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** OpenID Connect Core 1.0 section 3.1.3.8: the left half of a hash of the algorithm's size; where there is none, any fits. */
function fitsHash(idToken: string, accessToken: string): boolean {
  try {
    const { at_hash: expected } = decodeJwt(idToken);
    if (expected === undefined) return true;
    const { alg = "" } = decodeProtectedHeader(idToken);
    const size = /(256|384|512)$/.exec(alg)?.[1] ?? "512";
    const digest = createHash(`sha${size}`).update(accessToken).digest();
    return expected === digest.subarray(0, digest.length / 2).toString("base64url");
  } catch {
    // What is no JWT is refused where it is verified.
    return true;
  }
}
