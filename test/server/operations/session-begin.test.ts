import { calculatePKCECodeChallenge } from "oauth4webapi";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openJar } from "../../support/cookie-jar.ts";
import { type LoginProvider, startLoginProvider } from "../../support/login-provider.ts";
import { onEveryDatabase, publicUrl } from "../../support/operation-world.ts";
import {
  linkPerson,
  makeProvider,
  signInThrough,
  target,
  toCallback,
} from "../../support/provider-sign-in.ts";
import { startServer } from "../../support/server.ts";

let provider: LoginProvider;
beforeAll(async () => {
  provider = await startLoginProvider();
});
afterAll(() => provider[Symbol.asyncDispose]());

const begin = (name: string, more = ""): string => `/v1/session:begin?provider=${name}${more}`;

onEveryDatabase("GET /v1/session:begin", (world) => {
  test("sends the browser on with what OpenID Connect and PKCE ask for, and has it keep the rest, sealed", async () => {
    const { name } = await makeProvider(world(), provider, { scopes: ["groups", "email"] });
    const jar = openJar(world().url);
    const reply = await jar.follow(begin(name));
    const { origin, pathname, searchParams } = target(reply);
    expect(`${origin}${pathname}`).toBe(`${provider.url}/authorize`);
    const random = expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string;
    expect(Object.fromEntries(searchParams)).toEqual({
      realm: "main",
      response_type: "code",
      client_id: "jeton",
      redirect_uri: `${publicUrl}/v1/session:callback/${name}`,
      scope: "openid groups email",
      state: random,
      nonce: random,
      code_challenge: random,
      code_challenge_method: "S256",
    });
    const [[cookie, { value, attributes }] = ["", { value: "", attributes: [] }]] = jar.cookies;
    expect(cookie).toMatch(/^__Host-jeton_sign_in_/);
    expect(attributes).toEqual(["Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600"]);
    for (const hidden of ["nonce", "code_challenge"]) {
      expect(Buffer.from(value, "base64").toString("latin1")).not.toContain(searchParams.get(hidden));
    }
    expect(reply.headers["referrer-policy"]).toBe("no-referrer");
  });

  test("each sign-in has secrets of its own; the verifier is what the challenge was made of", async () => {
    const { name } = await makeProvider(world(), provider);
    const jar = openJar(world().url);
    const asked = [];
    for (const _ of [1, 2]) asked.push(target(await jar.follow(begin(name))).searchParams);
    for (const secret of ["state", "nonce", "code_challenge"])
      expect(new Set(asked.map((one) => one.get(secret))).size).toBe(2);
    const subject = world().unused("sub");
    provider.claims = { sub: subject };
    await linkPerson(world(), provider, subject);
    await signInThrough(world(), name, jar);
    const verifier = provider.redeemed.at(-1)?.get("code_verifier") ?? "";
    expect(await calculatePKCECodeChallenge(verifier)).toBe(provider.asked.at(-1)?.get("code_challenge"));
  });

  test("several tabs sign in side by side, and the fifth makes the browser forget the first", async () => {
    const { name } = await makeProvider(world(), provider);
    const subject = world().unused("sub");
    provider.claims = { sub: subject };
    await linkPerson(world(), provider, subject);
    const jar = openJar(world().url);
    const tabs = [];
    for (let tab = 0; tab < 5; tab += 1) tabs.push(await toCallback(jar, name, `/tab-${String(tab)}`));
    expect(jar.cookies.size).toBe(4);
    const ends = [];
    for (const back of [...tabs.slice(1).toReversed(), tabs[0] ?? ""])
      ends.push((await jar.follow(back, { site: "cross-site" })).status);
    expect(ends).toEqual([303, 303, 303, 303, 403]);
  });

  test("the session that was there before ends, be the cookie not sent when the browser comes back", async () => {
    const { name } = await makeProvider(world(), provider);
    const subject = world().unused("sub");
    provider.claims = { sub: subject };
    await linkPerson(world(), provider, subject);
    const { jar } = await signInThrough(world(), name);
    const before = openJar(world().url);
    for (const [key, cookie] of jar.cookies) before.cookies.set(key, cookie);
    await signInThrough(world(), name, jar);
    expect((await before.follow("/v1/session")).status).toBe(401);
    expect((await jar.follow("/v1/session")).status).toBe(200);
  });

  test.each([
    "https://attacker.example.org/",
    "//attacker.example.org",
    "/\\attacker.example.org",
    "/\t/attacker.example.org",
    "\\\\attacker.example.org",
    "attacker",
    "@attacker.example.org",
    ".attacker.example.org",
    ":8443/",
    "javascript:alert(1)",
    "/a b",
    "/a\nb",
    "/\u202e",
  ])("to %j nobody is sent on", async (path) => {
    const { name } = await makeProvider(world(), provider);
    const reply = await world().refuses(
      { path: begin(name, `&return_to=${encodeURIComponent(path)}`), token: undefined },
      422,
      "validation_failed",
    );
    expect(reply.problem().errors?.map(({ pointer }) => pointer)).toEqual(["return_to"]);
  });

  test("one that is not there, or disabled, is nobody's to sign in through", async () => {
    const { name, path } = await makeProvider(world(), provider);
    await world().send({ method: "PATCH", path, body: { disabled: true } });
    for (const one of [name, "no-such"])
      expect(await world().refusal({ path: begin(one), token: undefined })).toBe("404 not_found");
    expect(await world().refusal({ path: "/v1/session:begin", token: undefined })).toMatch("422");
    expect(await world().refusal({ path: begin(name, "&no_such=1"), token: undefined })).toMatch("422");
  });

  test("another site's link begins nothing", async () => {
    const { name } = await makeProvider(world(), provider);
    const jar = openJar(world().url);
    const reply = await jar.follow(begin(name), { site: "cross-site", accept: "text/html,*/*" });
    expect([reply.status, jar.cookies.size]).toEqual([403, 0]);
    expect(reply.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect((await jar.follow(begin(name), { site: "none" })).status).toBe(303);
  });

  test("a provider that does not answer, or whose configuration is another's, is told as such", async () => {
    await using other = await startLoginProvider();
    const { name } = await makeProvider(world(), other);
    other.issuer.named = "https://attacker.example.org";
    const reply = await world().refuses({ path: begin(name), token: undefined }, 503, "unavailable");
    expect(reply.text).not.toContain("attacker");
  });
});

test("a server without an address of its own signs nobody in so, and says what is missing", async () => {
  await using server = await startServer();
  await server.create("/v1/identity-providers", { name: "main", issuer: provider.url, client_id: "jeton" });
  for (const path of [begin("main"), "/v1/session:callback/main?state=x&code=y"]) {
    const reply = await server.send({ path, token: undefined });
    expect([reply.status, reply.problem()]).toMatchObject([404, { code: "not_configured" }]);
    expect(reply.problem().detail).toContain("JETON_PUBLIC_URL");
  }
  expect((await server.send({ path: "/v1/session:providers" })).json()).toEqual({ items: [] });
});
