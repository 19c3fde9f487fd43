import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text as readText } from "node:stream/consumers";
import { type JWTPayload, SignJWT } from "jose";
import { type IssuerKey, json, type OidcIssuer, startIssuer } from "./oidc-issuer.ts";

type Claims = Readonly<Record<string, unknown>>;

/** An OpenID provider that people sign in at: strict with its clients, and whoever asks is who the test says. */
export interface LoginProvider extends AsyncDisposable {
  readonly issuer: OidcIssuer;
  /** Its `iss`. */
  readonly url: string;
  /** The one client it knows, and where it may be sent back to. */
  readonly client: { id: string; secret: string | undefined };
  /** Of the person who signs in, over `sub`; undefined takes one away. */
  claims: Claims;
  /** What its configuration says over the usual. */
  configuration: Claims;
  /** By what its ID tokens are signed, where not by its own key. */
  key: IssuerKey | undefined;
  /** Gives another ID token than it would. */
  forge: ((claims: JWTPayload) => Promise<string> | string) | undefined;
  /** Parameters its answers have over the usual; undefined takes one away. */
  answers: Readonly<Record<string, string | undefined>>;
  /** The authorization requests it answered, in order. */
  readonly asked: URLSearchParams[];
  /** What the token endpoint was sent, in order. */
  readonly redeemed: URLSearchParams[];
  /** A code is good for one time, unless the test wants a careless provider. */
  careless: boolean;
}

const clientSecret = "a secret of : the client & +";

/** @param now milliseconds since 1970 */
export async function startLoginProvider(now: () => number = Date.now): Promise<LoginProvider> {
  const issuer = await startIssuer(now);
  const codes = new Map<string, URLSearchParams>();
  const provider: LoginProvider = {
    issuer,
    url: issuer.url,
    client: { id: "jeton", secret: clientSecret },
    claims: {},
    configuration: {},
    key: undefined,
    forge: undefined,
    answers: {},
    asked: [],
    redeemed: [],
    careless: false,
    [Symbol.asyncDispose]: () => issuer[Symbol.asyncDispose](),
  };
  issuer.answer = (incoming, outgoing) => {
    void answer(incoming, outgoing, { provider, codes, now }).catch((cause: unknown) => {
      outgoing.writeHead(500).end(String(cause));
    });
  };
  return provider;
}

interface State {
  readonly provider: LoginProvider;
  readonly codes: Map<string, URLSearchParams>;
  readonly now: () => number;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, state: State): Promise<void> {
  const { url, issuer, configuration } = state.provider;
  const { pathname, searchParams } = new URL(incoming.url ?? "", url);
  if (pathname === "/.well-known/openid-configuration") {
    json(outgoing, {
      issuer: issuer.named,
      jwks_uri: `${url}/keys`,
      authorization_endpoint: `${url}/authorize?realm=main`,
      token_endpoint: `${url}/token`,
      authorization_response_iss_parameter_supported: true,
      ...configuration,
    });
  } else if (pathname === "/keys") json(outgoing, { keys: issuer.published });
  else if (pathname === "/authorize") authorize(searchParams, outgoing, state);
  else if (pathname === "/token") await redeem(incoming, outgoing, state);
  else outgoing.writeHead(404).end();
}

/** Somebody who is signed in already, and agrees. */
function authorize(asked: URLSearchParams, outgoing: ServerResponse, { provider, codes }: State): void {
  const wrong =
    asked.get("response_type") !== "code" ||
    asked.get("client_id") !== provider.client.id ||
    asked.get("code_challenge_method") !== "S256" ||
    !/^[A-Za-z0-9_-]{43}$/.test(asked.get("code_challenge") ?? "") ||
    !(asked.get("scope") ?? "").split(" ").includes("openid");
  if (wrong) {
    outgoing.writeHead(400).end("this is no authorization request");
    return;
  }
  provider.asked.push(asked);
  const code = randomUUID();
  codes.set(code, asked);
  const back = new URL(asked.get("redirect_uri") ?? "");
  const usual = { code, state: asked.get("state") ?? "", iss: provider.url };
  for (const [name, value] of Object.entries({ ...usual, ...provider.answers })) {
    if (value !== undefined) back.searchParams.set(name, value);
  }
  outgoing.writeHead(302, { location: back.href }).end();
}

async function redeem(incoming: IncomingMessage, outgoing: ServerResponse, state: State): Promise<void> {
  const { provider, codes } = state;
  const form = new URLSearchParams(await readText(incoming));
  provider.redeemed.push(form);
  const fail = (status: number, error: string): void => {
    outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ error }));
  };
  if (!isClient(incoming, form, provider)) {
    fail(401, "invalid_client");
    return;
  }
  const asked = codes.get(form.get("code") ?? "");
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (
    form.get("grant_type") !== "authorization_code" ||
    asked?.get("code_challenge") !== challenge ||
    asked.get("redirect_uri") !== form.get("redirect_uri")
  ) {
    fail(400, "invalid_grant");
    return;
  }
  if (!provider.careless) codes.delete(form.get("code") ?? "");
  const access_token = randomUUID();
  const id_token = await idToken(asked, access_token, state);
  json(outgoing, { access_token, token_type: "Bearer", expires_in: 300, id_token });
}

/** RFC 6749 section 2.3.1, in the way its configuration says. */
function isClient({ headers }: IncomingMessage, form: URLSearchParams, provider: LoginProvider): boolean {
  const { id, secret } = provider.client;
  const [name, value] = Buffer.from((headers.authorization ?? "").replace("Basic ", ""), "base64")
    .toString()
    .split(":")
    .map((part) => new URLSearchParams(`x=${part}`).get("x") ?? "");
  if (secret === undefined) return headers.authorization === undefined && form.get("client_id") === id;
  const methods = provider.configuration["token_endpoint_auth_methods_supported"] as string[] | undefined;
  return methods?.includes("client_secret_basic") === false
    ? form.get("client_id") === id && form.get("client_secret") === secret
    : name === id && value === secret && !form.has("client_secret");
}

async function idToken(
  asked: URLSearchParams,
  accessToken: string,
  { provider, now }: State,
): Promise<string> {
  const seconds = Math.floor(now() / 1000);
  const digest = createHash("sha256").update(accessToken).digest();
  const usual = {
    iss: provider.url,
    sub: "ann-at-the-provider",
    aud: provider.client.id,
    iat: seconds,
    exp: seconds + 300,
    nonce: asked.get("nonce"),
    at_hash: digest.subarray(0, 16).toString("base64url"),
  };
  const claims = Object.entries({ ...usual, ...provider.claims }).filter(([, value]) => value !== undefined);
  const payload = Object.fromEntries(claims) as JWTPayload;
  if (provider.forge) return provider.forge(payload);
  const key = provider.key ?? provider.issuer.key;
  return new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(key.privateKey);
}
