import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Jar, openJar } from "../../support/cookie-jar.ts";
import { dialects } from "../../support/databases.ts";
import { type Reply, send } from "../../support/http.ts";
import { type LoginProvider, startLoginProvider } from "../../support/login-provider.ts";
import { newKey } from "../../support/oidc-issuer.ts";
import {
  linkPerson,
  makeProvider,
  signInThrough,
  target,
  toCallback,
} from "../../support/provider-sign-in.ts";
import { startServerOn } from "../../support/server-on.ts";

/** What an attacker sends to a sign-in through an identity provider, each time with all the rest right. */

let provider: LoginProvider;
let world: Awaited<ReturnType<typeof startServerOn>> & {
  make: (path: string, body: Readonly<Record<string, unknown>>) => Promise<Record<string, unknown>>;
  unused: (beginning?: string) => string;
};
/** Linked to a user. */
const subject = "ann-at-the-provider";
let name = "";

beforeAll(async () => {
  provider = await startLoginProvider();
  const env = { JETON_PUBLIC_URL: "https://jeton.test", JETON_OUTBOUND_ALLOW: "127.0.0.1" };
  const server = await startServerOn(dialects[0]!, env);
  let count = 0;
  world = {
    ...server,
    make: server.create,
    unused: (beginning = "x") => `${beginning}-${String((count += 1))}`,
  };
  ({ name } = await makeProvider(world, provider));
  await linkPerson(world, provider, subject);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});
beforeEach(() => {
  Object.assign(provider, { claims: {}, answers: {}, configuration: {}, forge: undefined, key: undefined });
});

const refusedBecause = (reply: Reply): string => {
  expect([reply.status, reply.problem().code]).toEqual([403, "sign_in_refused"]);
  expect(reply.headers["set-cookie"]?.toString() ?? "").not.toContain("jeton_session=");
  return reply.problem().detail;
};
const comeBack = (jar: Jar, back: string): Promise<Reply> => jar.follow(back, { site: "cross-site" });
const changed = (back: string, over: Readonly<Record<string, string | undefined>>): string => {
  const url = new URL(back, "https://jeton.test");
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  return `${url.pathname}${url.search}`;
};

test("with all of it right somebody is signed in", async () => {
  expect((await signInThrough(world, name)).reply.status).toBe(303);
});

test.each([
  ["without a state", { state: undefined }],
  ["with a state nobody made", { state: "A".repeat(43) }],
  ["with a state of another form", { state: "../.." }],
  ["without a code", { code: undefined }],
  ["with a code nobody gave", { code: "a-code" }],
  ["from another issuer", { iss: "https://attacker.example.org" }],
  ["from an issuer that does not say so and always does", { iss: undefined }],
  ["that is an error", { error: "access_denied", code: undefined }],
  ["that is an error, with a code", { error: "access_denied" }],
])("an answer %s signs nobody in", async (_, over) => {
  const jar = openJar(world.url);
  expect(refusedBecause(await comeBack(jar, changed(await toCallback(jar, name), over)))).not.toBe("");
});

test("an answer that names a parameter twice signs nobody in", async () => {
  const jar = openJar(world.url);
  const back = await toCallback(jar, name);
  expect((await comeBack(jar, `${back}&code=other`)).status).toBe(422);
});

test("words of whoever made the link are not shown", async () => {
  const jar = openJar(world.url);
  const error = "Call <b>0800-12345</b>";
  const back = changed(await toCallback(jar, name), { error, error_description: error });
  const reply = await jar.follow(back, { site: "cross-site", accept: "text/html" });
  expect([reply.status, reply.headers["content-type"]]).toEqual([403, "text/html; charset=utf-8"]);
  expect(reply.headers["content-security-policy"]).toContain("default-src 'none'");
  expect(reply.text).not.toContain("0800");
  expect(reply.text).toContain(String(reply.headers["request-id"]));
  expect(world.log()).toContain("sign_in.refused");
});

test("login CSRF: what an attacker began in their browser, the victim's does not finish", async () => {
  const back = await toCallback(openJar(world.url), name);
  const victim = openJar(world.url);
  expect(refusedBecause(await comeBack(victim, back))).not.toBe("");
  await victim.follow(`/v1/session:begin?provider=${name}`);
  expect(refusedBecause(await comeBack(victim, back))).not.toBe("");
});

test("a state with the cookie of another sign-in, or one that was changed, opens nothing", async () => {
  const jar = openJar(world.url);
  const [first, second] = [await toCallback(jar, name), await toCallback(jar, name)];
  const cookies = [...jar.cookies];
  const [[one, a], [two, b]] = [cookies[0]!, cookies[1]!];
  jar.cookies.set(one, b).set(two, a);
  expect(refusedBecause(await comeBack(jar, first))).not.toBe("");
  jar.cookies.set(two, { ...b, value: `${b.value.slice(0, -8)}AAAAAAA=` });
  expect(refusedBecause(await comeBack(jar, second))).not.toBe("");
});

test("a sign-in is finished once: a link and a cookie that were kept are worth nothing after", async () => {
  provider.careless = true;
  const jar = openJar(world.url);
  const back = await toCallback(jar, name);
  const kept = [...jar.cookies];
  expect((await comeBack(jar, back)).status).toBe(303);
  expect(refusedBecause(await comeBack(jar, back))).not.toBe("");
  for (const [key, cookie] of kept) jar.cookies.set(key, cookie);
  expect(refusedBecause(await comeBack(jar, back))).toContain("finished before");
  provider.careless = false;
});

test("a code of one sign-in is worth nothing in another: PKCE and the nonce", async () => {
  const stolen = new URL(await toCallback(openJar(world.url), name), world.url).searchParams.get("code")!;
  const jar = openJar(world.url);
  const back = changed(await toCallback(jar, name), { code: stolen });
  expect(refusedBecause(await comeBack(jar, back))).toContain("invalid_grant");
});

test("mix-up: the answer of one provider is not taken for another's, whichever way it comes", async () => {
  await using attacker = await startLoginProvider();
  const other = await makeProvider(world, attacker);
  // The victim begins at the attacker's, who sends on to the honest one and waits for its code.
  const jar = openJar(world.url);
  const there = target(await jar.follow(`/v1/session:begin?provider=${other.name}`)).searchParams;
  const honest = new URLSearchParams(there);
  honest.set("redirect_uri", `https://jeton.test/v1/session:callback/${name}`);
  const back = target(await send(provider.url, { path: `/authorize?${honest.toString()}` }));
  for (const pathname of [back.pathname, `/v1/session:callback/${other.name}`]) {
    expect(refusedBecause(await comeBack(jar, `${pathname}${back.search}`))).not.toBe("");
    jar.cookies.clear();
    await jar.follow(`/v1/session:begin?provider=${other.name}`);
  }
  expect(attacker.redeemed).toEqual([]);
});

const strangerKey = newKey("key-1");
const seconds = (): number => Math.floor(Date.now() / 1000);
const forgeries: readonly (readonly [string, LoginProvider["forge"]])[] = [
  ["without a signature (alg none)", (claims) => new UnsecuredJWT(claims).encode()],
  [
    "signed with the client's secret (HS256)",
    (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256", kid: "key-1" })
        .sign(new TextEncoder().encode(provider.client.secret)),
  ],
  [
    "signed by a stranger's key",
    async (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "RS256", kid: "key-1" })
        .sign((await strangerKey).privateKey),
  ],
  ["that is none", () => "not.a.jwt"],
];
const wrongClaims: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["for another client", { aud: "another" }],
  ["for nobody", { aud: undefined }],
  ["for several, this one among them, that was given to nobody", { aud: ["jeton", "another"] }],
  ["for several, that was given to another", { aud: ["jeton", "another"], azp: "another" }],
  ["that was given to another client", { azp: "another" }],
  ["of another issuer", { iss: "https://attacker.example.org" }],
  ["of another sign-in", { nonce: "another" }],
  ["of no sign-in", { nonce: undefined }],
  ["that has expired", { exp: seconds() - 3600 }],
  ["without an end", { exp: undefined }],
  ["of the future", { iat: seconds() + 3600 }],
  ["without a time", { iat: undefined }],
  ["that does not count yet", { nbf: seconds() + 3600 }],
  ["of another access token", { at_hash: "AAAAAAAAAAAAAAAAAAAAAA" }],
  ["about nobody", { sub: undefined }],
  ["about a number", { sub: 7 }],
  ["about more than 255 characters", { sub: "x".repeat(256) }],
];

test.each(forgeries)("an ID token %s signs nobody in", async (_, forge) => {
  provider.forge = forge;
  expect(refusedBecause((await signInThrough(world, name)).reply)).not.toBe("");
});

test.each(wrongClaims)("an ID token %s signs nobody in", async (_, claims) => {
  provider.claims = claims;
  expect(refusedBecause((await signInThrough(world, name)).reply)).not.toBe("");
});

test("one for several, given to this client, and one that says at whose request, are right", async () => {
  for (const claims of [
    { aud: ["jeton", "another"], azp: "jeton" },
    { aud: ["jeton"] },
    { at_hash: undefined },
  ]) {
    provider.claims = claims;
    expect((await signInThrough(world, name)).reply.status).toBe(303);
  }
});

test("whom nobody linked is not taken for whoever has the same address, and is told who they are", async () => {
  const email = "boss@example.com";
  await world.make("/v1/users", { email });
  const open = await makeProvider(world, provider, { allow_sign_up: true });
  provider.claims = { sub: "boss-at-the-provider", email: "BOSS@example.com", email_verified: true };
  const { reply } = await signInThrough(world, name);
  expect(refusedBecause(reply)).toContain("nobody here is linked");
  expect(reply.problem().errors).toEqual([
    { pointer: "issuer", detail: provider.url },
    { pointer: "subject", detail: "boss-at-the-provider" },
  ]);
  expect(refusedBecause((await signInThrough(world, open.name)).reply)).toContain("address already");
  expect(world.log()).not.toMatch(/boss/i);
});

test.each([
  ["that is not verified", { email_verified: false }],
  ["of which it is not said", { email_verified: undefined }],
  ["that is none", { email: "ann", email_verified: true }],
  ["that is missing", { email: undefined, email_verified: true }],
])("nobody becomes a user with an address %s", async (_, claims) => {
  const open = await makeProvider(world, provider, { allow_sign_up: true });
  provider.claims = { sub: world.unused("sub"), email: "new@example.com", ...claims };
  expect(refusedBecause((await signInThrough(world, open.name)).reply)).not.toBe("");
});

test("an address of which it is not said is taken where the provider is trusted with that, one that is not verified never", async () => {
  const open = await makeProvider(world, provider, { allow_sign_up: true, trust_email: true });
  provider.claims = { sub: world.unused("sub"), email: "trusted@example.com" };
  expect((await signInThrough(world, open.name)).reply.status).toBe(303);
  provider.claims = { sub: world.unused("sub"), email: "other@example.com", email_verified: false };
  expect(refusedBecause((await signInThrough(world, open.name)).reply)).not.toBe("");
});

test("claims that are required are looked at, of whoever is known as well, and not told", async () => {
  const required_claims = { hd: ["example.com"], groups: ["jeton-*"] };
  const strict = await makeProvider(world, provider, { required_claims });
  for (const claims of [
    {},
    { hd: "example.org", groups: ["jeton-a"] },
    { hd: "example.com", groups: ["jeton"] },
  ]) {
    provider.claims = claims;
    const why = refusedBecause((await signInThrough(world, strict.name)).reply);
    expect(why).not.toContain("example.com");
  }
  provider.claims = { hd: "example.com", groups: ["others", "jeton-admins"] };
  expect((await signInThrough(world, strict.name)).reply.status).toBe(303);
});

test("the client says who it is in the way the provider asks for, and a public one by PKCE alone", async () => {
  for (const methods of [["client_secret_post"], ["client_secret_basic", "client_secret_post"]]) {
    await using other = await startLoginProvider();
    other.configuration = { token_endpoint_auth_methods_supported: methods };
    const made = await makeProvider(world, other);
    await linkPerson(world, other, subject);
    expect((await signInThrough(world, made.name)).reply.status).toBe(303);
  }
  await using open = await startLoginProvider();
  open.client.secret = undefined;
  const made = await makeProvider(world, open);
  await linkPerson(world, open, subject);
  expect((await signInThrough(world, made.name)).reply.status).toBe(303);
  const wrong = await makeProvider(world, provider, { client_secret: "wrong" });
  expect(refusedBecause((await signInThrough(world, wrong.name)).reply)).toContain("invalid_client");
});

test("a provider that names no issuer in its answers, and does not say it would, is right without", async () => {
  await using other = await startLoginProvider();
  other.configuration = { authorization_response_iss_parameter_supported: undefined };
  other.answers = { iss: undefined };
  const made = await makeProvider(world, other);
  await linkPerson(world, other, subject);
  expect((await signInThrough(world, made.name)).reply.status).toBe(303);
});
