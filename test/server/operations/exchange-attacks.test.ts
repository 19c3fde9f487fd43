import { createHmac, createPublicKey } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exchanging, trustingAccount } from "../../support/exchanging.ts";
import { newKey, type OidcIssuer, startIssuer } from "../../support/oidc-issuer.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

let issuer: OidcIssuer;
beforeEach(async () => {
  issuer = await startIssuer();
});
afterEach(() => issuer[Symbol.asyncDispose]());

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const claimsOf = (text: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(text.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;

onEveryDatabase("POST /oauth/token, attacked", (world) => {
  /** Why a token is refused, which stores nothing; one that is made properly is accepted. */
  const refuses = async (text: string): Promise<string> => {
    const { id } = await trustingAccount(world(), issuer);
    const reply = await world().refuses(exchanging(text, id), 400);
    expect(reply.json()).toMatchObject({ error: "invalid_grant" });
    expect((await world().send(exchanging(await issuer.sign(), id))).status).toBe(200);
    return String(reply.json()["error_description"]);
  };
  const now = (): number => Math.floor(Date.now() / 1000);

  test.each(["none", "None", "nOnE"])("an unsigned token, alg `%s`, is refused", async (alg) => {
    const claims = encode(claimsOf(await issuer.sign()));
    expect(await refuses(`${encode({ alg, typ: "JWT", kid: "key-1" })}.${claims}.`)).toMatch(
      /algorithm|verified/,
    );
  });

  test("a token signed with HS256 and the issuer's public key as the secret is refused", async () => {
    const head = `${encode({ alg: "HS256", typ: "JWT", kid: "key-1" })}.${encode(claimsOf(await issuer.sign()))}`;
    const key = createPublicKey({ key: { ...issuer.key.jwk } as never, format: "jwk" });
    for (const secret of [
      key.export({ type: "spki", format: "pem" }),
      key.export({ type: "spki", format: "der" }),
    ]) {
      const signature = createHmac("sha256", secret).update(head).digest("base64url");
      expect(await refuses(`${head}.${signature}`)).toMatch(/algorithm/);
    }
  });

  test("a symmetric key that the issuer itself publishes signs nothing", async () => {
    const secret = Buffer.from("a secret that everybody can read");
    issuer.published.push({ kty: "oct", kid: "shared", alg: "HS256", k: secret.toString("base64url") });
    const head = `${encode({ alg: "HS256", typ: "JWT", kid: "shared" })}.${encode(claimsOf(await issuer.sign()))}`;
    expect(await refuses(`${head}.${createHmac("sha256", secret).update(head).digest("base64url")}`)).toMatch(
      /algorithm/,
    );
  });

  test("a key the token brings along, or points to, is not looked at", async () => {
    const own = await newKey("key-1");
    await using other = await startIssuer();
    for (const header of [
      { jwk: own.jwk },
      { jku: `${other.url}/keys` },
      { x5u: `${other.url}/keys` },
      { x5c: ["x"] },
    ]) {
      expect(await refuses(await issuer.sign({}, { key: own, header }))).toMatch(/signature|verified/);
    }
    expect(other.asked.size).toBe(0);
  });

  test("claims that were changed after signing are refused", async () => {
    const [head = "", , signature = ""] = (await issuer.sign({ repository_id: "75" })).split(".");
    const text = await issuer.sign();
    expect(
      await refuses(`${head}.${encode({ ...claimsOf(text), repository_id: "74" })}.${signature}`),
    ).toMatch(/signature/);
  });

  test("an issuer nobody trusts is refused without being asked, though its keys are those of one who is", async () => {
    await using other = await startIssuer();
    other.published.splice(0, 1, issuer.key.jwk);
    expect(await refuses(await issuer.sign({ iss: other.url }))).toMatch(/no trust policy/);
    for (const iss of [
      `${issuer.url}/`,
      issuer.url.toUpperCase(),
      `${issuer.url}\n`,
      `${issuer.url}#`,
      "",
      5,
      undefined,
    ]) {
      expect(await refuses(await issuer.sign({ iss }))).toMatch(/no trust policy|no JWT/);
    }
    expect(other.asked.size).toBe(0);
  });

  test("an issuer that calls itself by another's name is not believed", async () => {
    const { id } = await trustingAccount(world(), issuer);
    issuer.named = "https://token.actions.githubusercontent.com";
    const reply = await world().refuses(exchanging(await issuer.sign(), id), 503);
    expect(reply.json()).toMatchObject({ error: "temporarily_unavailable" });
    expect(reply.text).not.toContain("githubusercontent");
    expect(world().log()).toContain("is of the issuer https://token.actions.githubusercontent.com");
  });

  test.each([
    ["expired", { exp: -40 }, /expired/],
    ["without an end", { exp: undefined }, /`exp`/],
    ["whose time has not come", { nbf: 40 }, /`nbf`/],
    ["of the future", { iat: 40 }, /future/],
    ["without a birth", { iat: undefined }, /`iat`/],
    ["with an end that is no number", { exp: "tomorrow" }, /`exp`/],
  ])("a token %s is refused", async (_, times, why) => {
    const shifted = Object.entries(times).map(([name, by]) => [
      name,
      typeof by === "number" ? now() + by : by,
    ]);
    expect(await refuses(await issuer.sign(Object.fromEntries(shifted) as Record<string, unknown>))).toMatch(
      why,
    );
  });

  test("clocks may differ by some seconds", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const text = await issuer.sign({ nbf: now() + 20, iat: now() + 20 });
    expect((await world().send(exchanging(text, id))).status).toBe(200);
  });

  test("a token for somebody else, or for others as well, is refused", async () => {
    for (const aud of [
      "https://other.example.org",
      "https://jeton.test/",
      ["https://jeton.test", "https://b.example.org"],
      [],
      undefined,
      5,
    ]) {
      expect(await refuses(await issuer.sign({ aud }))).toMatch(/audience/);
    }
    const { id } = await trustingAccount(world(), issuer);
    expect(
      (await world().send(exchanging(await issuer.sign({ aud: ["https://jeton.test"] }), id))).status,
    ).toBe(200);
  });

  test("another kind of token of the same issuer is no ID token", async () => {
    for (const typ of ["at+jwt", "application/at+jwt", "logout+jwt", "secevent+jwt"]) {
      expect(await refuses(await issuer.sign({}, { header: { typ } }))).toMatch(/typ/);
    }
  });

  test("an extension the server must understand and does not is refused", async () => {
    const [, claims = "", signature = ""] = (await issuer.sign()).split(".");
    const head = encode({ alg: "RS256", kid: "key-1", crit: ["x"], x: 1 });
    expect(await refuses(`${head}.${claims}.${signature}`)).toMatch(/verified|algorithm/);
  });

  test("of an algorithm whose signatures anybody can vary, a varied one is no new token", async () => {
    const key = await newKey("curve", "ES256");
    issuer.published.push(key.jwk);
    const { id } = await trustingAccount(world(), issuer);
    const text = await issuer.sign({ jti: undefined }, { key });
    expect((await world().send(exchanging(text, id))).status).toBe(200);
    const [head = "", claims = "", signature = ""] = text.split(".");
    const bytes = Buffer.from(signature, "base64url");
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const s = order - BigInt(`0x${bytes.subarray(32).toString("hex")}`);
    const varied = Buffer.concat([
      bytes.subarray(0, 32),
      Buffer.from(s.toString(16).padStart(64, "0"), "hex"),
    ]);
    const again = await world().send(exchanging(`${head}.${claims}.${varied.toString("base64url")}`, id));
    expect([again.status, again.json()["error_description"]]).toEqual([
      400,
      expect.stringContaining("before"),
    ]);
  });

  test("key ids that are made up do not make it ask the issuer each time", async () => {
    const { id } = await trustingAccount(world(), issuer);
    expect((await world().send(exchanging(await issuer.sign(), id))).status).toBe(200);
    const before = issuer.asked.get("/keys") ?? 0;
    for (let index = 0; index < 20; index += 1) {
      const text = await issuer.sign({}, { header: { kid: `made-up-${String(index)}` } });
      expect((await world().send(exchanging(text, id))).status).toBe(400);
    }
    expect((issuer.asked.get("/keys") ?? 0) - before).toBeLessThanOrEqual(1);
  });

  test("a matcher for `repo:o/r:*` does not let in what lies behind another colon", async () => {
    const claims = { repository_id: ["74"], sub: ["repo:octo-org/octo-repo:*"] };
    const { id } = await trustingAccount(world(), issuer, { claims });
    for (const sub of [
      "repo:octo-org/octo-repo:ref:refs/heads/main",
      "repo:octo-org/octo-repo:pull_request:x",
    ]) {
      const reply = await world().send(exchanging(await issuer.sign({ sub }), id));
      expect(reply.json()["errors"]).toMatchObject([{ pointer: "sub" }]);
    }
    const sub = "repo:octo-org/octo-repo:pull_request";
    expect((await world().send(exchanging(await issuer.sign({ sub }), id))).status).toBe(200);
  });

  test("strangers fill neither the audit nor the table of what was refused", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const count = async (): Promise<number> => {
      const [row] = await world().database.sql(
        "select count(*) as n from audit_entries where action = 'trust_policy.refuse'",
      );
      return Number(row?.["n"]);
    };
    const before = await count();
    for (let index = 0; index < 105; index += 1) {
      await world().send(exchanging(await issuer.sign({ repository_id: "666" }), id));
    }
    expect((await count()) - before).toBe(100);
  });

  test("the ID token is in no log, no row and no reply", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const good = await issuer.sign();
    const bad = await issuer.sign({ environment: "dev" });
    const replies = await Promise.all([good, bad].map((text) => world().send(exchanging(text, id))));
    const everywhere = [await world().dump(), world().log(), ...replies.map(({ text }) => text)].join("\n");
    for (const text of [good, bad]) {
      for (const part of text.split(".").slice(1)) expect(everywhere).not.toContain(part);
    }
  });

  test("words that others chose are shown without what is no text, or a token in them", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const text = world().token;
    for (const sub of [`a\u0000b\ud800\n${text}`, "x".repeat(5000), 5, null, undefined, { a: text }]) {
      const reply = await world().send(exchanging(await issuer.sign({ sub }), id));
      expect([reply.status, sub]).toEqual([200, sub]);
      const refused = await world().send(exchanging(await issuer.sign({ sub, environment: text }), id));
      expect([refused.status, refused.text.includes(text)]).toEqual([400, false]);
    }
    expect(await world().dump()).not.toContain(text);
  });
});
