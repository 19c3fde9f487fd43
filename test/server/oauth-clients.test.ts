import { createHmac, createPublicKey } from "node:crypto";
import { createRemoteJWKSet, customFetch, decodeJwt, type JWK, jwtVerify, SignJWT } from "jose";
import * as oauth from "oauth4webapi";
import * as client from "openid-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACCESS_TOKEN, EXCHANGE_GRANT, ID_TOKEN, JWT } from "../../server/contract/token-exchange-names.ts";
import { newKey, type OidcIssuer, startIssuer } from "../support/oidc-issuer.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** The server as its clients reach it: what is at its address is sent to the port it has here. */
const url = "https://jeton.test";
const audience = "https://api.example.org";

let issuer: OidcIssuer;
let server: TestServer;
let account: string;
beforeAll(async () => {
  issuer = await startIssuer();
  server = await startServer({ JETON_PUBLIC_URL: url, JETON_OUTBOUND_ALLOW: "127.0.0.1" });
  account = String(
    (await server.create("/v1/service-accounts", { name: "deployer", project: "system" }))["id"],
  );
  await server.create("/v1/trust-policies", {
    service_account_id: account,
    name: "jobs",
    issuer: issuer.url,
    claims: { repository_id: ["74"] },
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

const routed = (to: string | URL, options?: object): Promise<Response> =>
  fetch(String(to).replace(url, server.url), options);
/** Introspection is asked by who has a token of their own, which is sent as any other is. */
const bearer =
  (token: string): oauth.ClientAuth =>
  (...[, , , headers]) => {
    headers.set("authorization", `Bearer ${token}`);
  };
const options = { [oauth.customFetch]: routed };
const wanted = async (over: Record<string, string> = {}): Promise<Record<string, string>> => ({
  subject_token: await issuer.sign(),
  subject_token_type: ID_TOKEN,
  resource: `urn:jeton:sa:${account}`,
  ...over,
});
const asJwt = { requested_token_type: JWT, audience };

test("oauth4webapi finds every endpoint by the metadata, exchanges, introspects and revokes", async () => {
  const me: oauth.Client = { client_id: "job" };
  const found = await oauth.discoveryRequest(new URL(url), { algorithm: "oauth2", ...options });
  const as = await oauth.processDiscoveryResponse(new URL(url), found);
  for (const type of [ACCESS_TOKEN, JWT]) {
    const asked = await wanted({ requested_token_type: type, audience: url });
    const answer = await oauth.genericTokenEndpointRequest(
      as,
      me,
      oauth.None(),
      EXCHANGE_GRANT,
      asked,
      options,
    );
    const granted = await oauth.processGenericTokenEndpointResponse(as, me, answer);
    expect(granted).toMatchObject({ issued_token_type: type, token_type: "bearer" });
    const active = async (): Promise<unknown> => {
      const auth = bearer(granted.access_token);
      const reply = await oauth.introspectionRequest(as, me, auth, granted.access_token, options);
      return oauth.processIntrospectionResponse(as, me, reply);
    };
    // It is not allowed to ask, which is told as OAuth tells it.
    await expect(active()).rejects.toMatchObject({
      code: oauth.RESPONSE_BODY_ERROR,
      error: "insufficient_scope",
    });
    const revoked = await oauth.revocationRequest(as, me, oauth.None(), granted.access_token, options);
    expect(await oauth.processRevocationResponse(revoked)).toBe(undefined);
    await expect(active()).rejects.toMatchObject({ code: oauth.WWW_AUTHENTICATE_CHALLENGE, status: 401 });
  }
  const bad = await wanted({ requested_token_type: JWT });
  const refused = await oauth.genericTokenEndpointRequest(as, me, oauth.None(), EXCHANGE_GRANT, bad, options);
  await expect(oauth.processGenericTokenEndpointResponse(as, me, refused)).rejects.toMatchObject({
    code: oauth.RESPONSE_BODY_ERROR,
    error: "invalid_target",
    status: 400,
  });
});

test("oauth4webapi as a resource server accepts it by RFC 9068, and no other token, and none for another audience", async () => {
  const found = await oauth.discoveryRequest(new URL(url), { algorithm: "oauth2", ...options });
  const as = await oauth.processDiscoveryResponse(new URL(url), found);
  const request = (text: string): Request =>
    new Request(audience, { headers: { authorization: `Bearer ${text}` } });
  const text = await mint();
  expect(await oauth.validateJwtAccessToken(as, request(text), audience, options)).toMatchObject({
    iss: url,
    sub: account,
    client_id: account,
    aud: audience,
    jti: decodeJwt(text).jti,
  });
  await expect(
    oauth.validateJwtAccessToken(as, request(text), `${audience}/`, options),
  ).rejects.toMatchObject({
    code: oauth.JWT_CLAIM_COMPARISON,
  });
  await expect(
    oauth.validateJwtAccessToken(as, request(await issuer.sign()), audience, options),
  ).rejects.toMatchObject({ code: oauth.INVALID_RESPONSE });
});

async function mint(over: Record<string, string> = {}): Promise<string> {
  const config = await discovered();
  const granted = await client.genericGrantRequest(
    config,
    EXCHANGE_GRANT,
    await wanted({ ...asJwt, ...over }),
  );
  return granted.access_token;
}

function discovered(auth: client.ClientAuth = client.None()): Promise<client.Configuration> {
  const how = { algorithm: "oauth2", [client.customFetch]: routed } as const;
  return client.discovery(new URL(url), "job", undefined, auth, how);
}

test("openid-client finds every endpoint by the metadata, exchanges, introspects and revokes", async () => {
  const config = await discovered();
  expect(config.serverMetadata()).toMatchObject({
    issuer: url,
    jwks_uri: `${url}/.well-known/jwks.json`,
    grant_types_supported: [EXCHANGE_GRANT],
  });
  const { access_token: text, expires_in: seconds } = await client.genericGrantRequest(
    config,
    EXCHANGE_GRANT,
    await wanted(),
  );
  expect(seconds).toBe(900);
  const admin = await discovered(bearer(server.token));
  expect(await client.tokenIntrospection(admin, text)).toMatchObject({ active: true, sub: account });
  await client.tokenRevocation(config, text);
  expect(await client.tokenIntrospection(admin, text)).toEqual({ active: false });
  await expect(client.genericGrantRequest(config, "client_credentials", {})).rejects.toMatchObject({
    error: "unsupported_grant_type",
  });
});

/** A resource server by the book: the published keys, and RFC 9068 section 4. */
async function accepts(text: string, over: object = {}): Promise<string> {
  const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`), { [customFetch]: routed });
  const asked = {
    issuer: url,
    audience,
    typ: "at+jwt",
    requiredClaims: ["exp", "iat", "jti", "sub", "client_id"],
  };
  return jwtVerify(text, keys, { ...asked, ...over }).then(
    () => "accepted",
    (cause: { code?: string; claim?: string }) => [cause.code, cause.claim].filter(Boolean).join(" "),
  );
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
/** The parts of a JWT, its header and claims as they are read. */
function partsOf(text: string): {
  head: Record<string, unknown>;
  claims: Record<string, unknown>;
  signature: string;
} {
  const [head = "", claims = "", signature = ""] = text.split(".");
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
  return { head: read(head), claims: read(claims), signature };
}

async function publishedKey(): Promise<JWK> {
  const reply = await server.send({ path: "/.well-known/jwks.json" });
  return (reply.json()["keys"] as JWK[])[0] ?? {};
}

test("jose accepts it by the published keys, and refuses what RFC 9068 tells it to", async () => {
  const text = await mint();
  expect(await accepts(text)).toBe("accepted");
  expect(await accepts(text, { audience: url })).toBe("ERR_JWT_CLAIM_VALIDATION_FAILED aud");
  expect(await accepts(text, { issuer: `${url}/` })).toBe("ERR_JWT_CLAIM_VALIDATION_FAILED iss");
  expect(await accepts(text, { typ: "JWT" })).toBe("ERR_JWT_CLAIM_VALIDATION_FAILED typ");
  expect(await accepts(text, { currentDate: new Date(Date.now() + 601_000) })).toBe("ERR_JWT_EXPIRED exp");
  expect(await accepts(text, { maxTokenAge: 600, currentDate: new Date(Date.now() - 10_000) })).toBe(
    "ERR_JWT_CLAIM_VALIDATION_FAILED iat",
  );
  const { head, claims, signature } = partsOf(text);
  expect(await accepts(`${encode({ ...head, alg: "none" })}.${encode(claims)}.`)).toMatch(/^ERR_/);
  expect(await accepts(`${encode(head)}.${encode({ ...claims, sub: "sa_other" })}.${signature}`)).toBe(
    "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  );
  const other = await newKey("other", "ES256");
  const forged = (kid: unknown): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ ...head, alg: "ES256", kid: String(kid) })
      .sign(other.privateKey);
  expect(await accepts(await forged(head["kid"]))).toBe("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
  expect(await accepts(await forged("other"))).toBe("ERR_JWKS_NO_MATCHING_KEY");
});

/** Whether Jeton takes a text for an access token that is meant for it. */
async function status(token: string): Promise<number> {
  return (await server.send({ path: "/v1/whoami", token })).status;
}

test("Jeton itself accepts none but the very text it gave, whatever the header of another says", async () => {
  const text = await mint({ audience: url });
  const { head, claims, signature } = partsOf(text);
  const own = await newKey(String(head["kid"]), "ES256");
  const jwk = await publishedKey();
  const secret = createPublicKey({ key: jwk as never, format: "jwk" }).export({
    type: "spki",
    format: "pem",
  });
  const signedBy = (header: object, said: object = claims): Promise<string> =>
    new SignJWT({ ...said }).setProtectedHeader({ ...head, alg: "ES256", ...header }).sign(own.privateKey);
  const confused = `${encode({ ...head, alg: "HS256" })}.${encode(claims)}`;
  const bytes = Buffer.from(signature, "base64url");
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = (order - BigInt(`0x${bytes.subarray(32).toString("hex")}`)).toString(16).padStart(64, "0");
  const varied = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s, "hex")]).toString("base64url");
  const attacks = [
    `${encode({ ...head, alg: "none" })}.${encode(claims)}.`,
    `${encode({ ...head, alg: "none" })}.${encode(claims)}.${signature}`,
    `${confused}.${createHmac("sha256", secret).update(confused).digest("base64url")}`,
    await signedBy({}),
    await signedBy({ kid: "../../../../dev/null" }),
    await signedBy({ kid: "' or 1=1 --" }),
    await signedBy({ jwk: own.jwk }),
    await signedBy({ jku: `${issuer.url}/keys` }),
    `${encode({ ...head, crit: ["x"], x: 1 })}.${encode(claims)}.${signature}`,
    // Of ECDSA anybody makes another signature over the same (not a text that was given out).
    `${encode(head)}.${encode(claims)}.${varied}`,
    `${text}=`,
    `${text}.`,
    text.slice(0, -1),
    await signedBy({}, { ...claims, jti: "tok_00000000-0000-7000-8000-000000000000" }),
    await signedBy({}, { ...claims, jti: { $ne: null } }),
    await signedBy({}, { ...claims, jti: "constructor" }),
    await issuer.sign(),
    await issuer.sign({ jti: claims["jti"], aud: url }),
    `${encode(head)}.${"A".repeat(8000)}.${signature}`,
    `${encode(head)}.${encode([[]])}.${signature}`,
  ];
  const before = issuer.asked.size;
  for (const attack of attacks) expect([attack, await status(attack)]).toEqual([attack, 401]);
  expect(issuer.asked.size).toBe(before);
  expect(await status(text)).toBe(200);
});

test("nor does it exchange an access token of its own for another, though somebody should trust it as an issuer", async () => {
  await server.create("/v1/trust-policies", {
    service_account_id: account,
    name: "itself",
    issuer: url,
    claims: { sub: [account] },
  });
  const text = await mint({ audience: url });
  for (const subject_token_type of [ID_TOKEN, JWT, ACCESS_TOKEN]) {
    const body = new URLSearchParams({
      grant_type: EXCHANGE_GRANT,
      ...(await wanted({ subject_token: text, subject_token_type })),
    }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const reply = await server.send({
      method: "POST",
      path: "/oauth/token",
      headers,
      body,
      token: undefined,
    });
    expect([reply.status, subject_token_type]).not.toEqual([200, subject_token_type]);
    expect(reply.text).not.toContain(text.split(".")[2]);
  }
});

test("a JWT that was sent in a wrong place is in no reply and no log as it was", async () => {
  const text = await mint({ audience: url });
  const signature = text.split(".")[2] ?? "";
  const replies = [
    await server.send({ path: `/v1/tokens/${text}` }),
    await server.send({ path: `/v1/tokens?project=${text}` }),
    await server.send({ method: "POST", path: "/v1/service-accounts", body: { name: text, project: text } }),
    await server.send({ path: "/v1/whoami", headers: { "user-agent": text } }),
    await server.send({ path: "/v1/whoami", headers: { "jeton-managed-by": text } }),
  ];
  expect(replies.map((reply) => reply.text).join("\n")).not.toContain(signature);
  expect(server.log()).not.toContain(signature);
});
