import { afterAll, beforeAll, expect, test } from "vitest";
import { exchanging, trustingAccount } from "../../support/exchanging.ts";
import type { Reply } from "../../support/http.ts";
import { githubClaims, type OidcIssuer, startIssuer } from "../../support/oidc-issuer.ts";
import { onEveryDatabase, publicUrl } from "../../support/operation-world.ts";
import { startServer } from "../../support/server.ts";

let issuer: OidcIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer[Symbol.asyncDispose]());

onEveryDatabase("POST /oauth/token", (world) => {
  const exchange = async (
    account: string,
    claims: Record<string, unknown> = {},
    over: Record<string, string> = {},
  ): Promise<Reply> => world().send(exchanging(await issuer.sign(claims), account, over));
  const textOf = (reply: Reply): string => {
    expect([reply.status, reply.text]).toEqual([200, reply.text]);
    return String(reply.json()["access_token"]);
  };
  test("gives a short-lived token of the account for a job's ID token, and no secret is stored anywhere", async () => {
    const { id, name, policy } = await trustingAccount(world(), issuer);
    for (const account of [id, name]) {
      const reply = await exchange(account);
      expect(reply.json()).toEqual({
        access_token: expect.stringMatching(/^jtnx_/),
        issued_token_type: "urn:ietf:params:oauth:token-type:access_token",
        token_type: "Bearer",
        expires_in: 900,
      });
      expect(reply.headers["cache-control"]).toBe("no-store");
      const who = (await world().send({ path: "/v1/whoami", token: textOf(reply) })).json();
      expect(who).toMatchObject({
        subject: { id, reference: `sa/${name}` },
        token: {
          ephemeral: true,
          mode: "full_access",
          created_by: id,
          trust_policy_id: policy.split("/").at(-1),
          description: `Exchanged by repo:octo-org/octo-repo:environment:prod of ${issuer.url}`,
        },
      });
    }
  });

  test("a JWT by that name, and a reply that lasts no longer than asked for, nor than the policy allows", async () => {
    const { id } = await trustingAccount(world(), issuer, { max_ttl: "10m" });
    const type = { subject_token_type: "urn:ietf:params:oauth:token-type:jwt" };
    expect((await exchange(id, {}, type)).json()).toMatchObject({ expires_in: 600 });
    expect((await exchange(id, {}, { requested_expiry: "60" })).json()).toMatchObject({ expires_in: 60 });
    expect((await exchange(id, {}, { requested_expiry: "86400" })).json()).toMatchObject({ expires_in: 600 });
  });

  test("nor longer than the policy of its project lets tokens live", async () => {
    const account = await world().account({ project: "shopping" });
    await world().make("/v1/policies", { project: "shopping", max_lifetime: "2m" });
    await world().make("/v1/trust-policies", {
      service_account_id: account.id,
      name: "capped",
      issuer: issuer.url,
      claims: { repository_id: ["74"] },
    });
    expect((await exchange(account.id)).json()).toMatchObject({ expires_in: 120 });
  });

  test("an ID token is good for one token", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const text = await issuer.sign();
    expect((await world().send(exchanging(text, id))).status).toBe(200);
    const again = await world().refuses(exchanging(text, id), 400);
    expect(again.json()).toMatchObject({ error: "invalid_grant" });
    expect(again.text).toContain("was exchanged before");
    // Another signature over the same claims is the same proof.
    const jti = "one-of-two";
    expect((await exchange(id, { jti })).status).toBe(200);
    expect((await exchange(id, { jti })).status).toBe(400);
    const nameless = await issuer.sign({ jti: undefined });
    expect((await world().send(exchanging(nameless, id))).status).toBe(200);
    expect((await world().send(exchanging(nameless, id))).status).toBe(400);
  });

  test("of two that come at once, one gets it", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const text = await issuer.sign();
    const replies = await Promise.all([1, 2, 3, 4].map(() => world().send(exchanging(text, id))));
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400, 400]);
  });

  test.each([
    ["repository_id", "75"],
    ["repository_id", undefined],
    ["ref", "refs/heads/a/b"],
    ["ref", "refs/tags/v1"],
    ["ref", "refs/heads/main\n"],
    ["ref", "Refs/heads/main"],
    ["environment", undefined],
    ["environment", "prod\u0000"],
    ["environment", { prod: true }],
  ])(
    "a %s of %j is refused by its name, with what was presented and not what was expected",
    async (name, value) => {
      const { id } = await trustingAccount(world(), issuer);
      const reply = await exchange(id, { [name]: value });
      expect([reply.status, reply.json()["error"]]).toEqual([400, "invalid_grant"]);
      const [failed, ...others] = reply.json()["errors"] as { pointer: string; detail: string }[];
      expect([failed?.pointer, others]).toEqual([name, []]);
      expect(failed?.detail).toContain(value === undefined ? "is missing" : JSON.stringify(value));
      expect(failed?.detail).not.toContain("match");
      expect(reply.text).toContain(String(reply.headers["request-id"]));
    },
  );

  test("each claim GitHub makes of a job can be demanded, and one that is wrong is refused by its name alone", async () => {
    // Those of the token itself, not of the job: they are looked at before any policy's matchers.
    const { jti, aud, ...all } = githubClaims();
    expect([jti, aud]).toEqual([expect.any(String), publicUrl]);
    // A claim that is empty cannot be demanded.
    const names = Object.keys(all).filter((name) => all[name] !== "");
    const claims = Object.fromEntries(names.map((name) => [name, [all[name]]]));
    const { id } = await trustingAccount(world(), issuer, { claims });
    textOf(await exchange(id));
    for (const name of names) {
      const wrong = await exchange(id, { [name]: `${String(all[name])}-2` });
      expect(wrong.json()).toMatchObject({
        error: "invalid_grant",
        errors: [{ pointer: name, detail: `is "${String(all[name])}-2"` }],
      });
    }
  });

  test("the audit has what was expected, under the request's id, once for each ID token", async () => {
    const { id, policy } = await trustingAccount(world(), issuer);
    const text = await issuer.sign({ environment: "dev", ref: "refs/tags/v1" });
    const reply = await world().send(exchanging(text, id));
    await world().send(exchanging(text, id));
    const target = policy.split("/").at(-1) ?? "";
    const path = `/v1/audit-events?action=trust_policy.refuse&target_id=${target}`;
    const events = (await world().send({ path })).json()["items"];
    expect(events).toMatchObject([
      {
        actor: { type: "system" },
        request_id: reply.headers["request-id"],
        changes: {
          sub: "repo:octo-org/octo-repo:environment:prod",
          failed: [
            { name: "ref", presented: '"refs/tags/v1"', expected: ["refs/heads/*"] },
            { name: "environment", presented: '"dev"', expected: ["prod"] },
          ],
        },
      },
    ]);
  });

  test("a trust policy that explains tells the caller too", async () => {
    const { id } = await trustingAccount(world(), issuer, { explain_refusals: true });
    const reply = await exchange(id, { environment: "dev" });
    expect(reply.json()["errors"]).toEqual([
      { pointer: "environment", detail: 'is "dev", and must match prod' },
    ]);
  });

  test("an account that is not there, one that trusts nobody, others or another audience, and a disabled one are refused alike", async () => {
    const trusted = await trustingAccount(world(), issuer);
    const nobody = await world().account({ project: "shop" });
    const others = await trustingAccount(world(), issuer, { issuer: "https://issuer.example.org" });
    const elsewhere = await trustingAccount(world(), issuer, { audience: "https://other.example.org" });
    const off = await trustingAccount(world(), issuer, { disabled: true });
    const disabled = await trustingAccount(world(), issuer);
    await world().send({
      method: "PATCH",
      path: `/v1/service-accounts/${disabled.id}`,
      body: { disabled: true },
    });
    const bodies = new Set<string>();
    for (const account of [
      "sa_019a0000-0000-7000-8000-000000000000",
      "shop/nobody",
      "nowhere/nobody",
      nobody.id,
      ...[others, elsewhere, off, disabled].flatMap(({ id, name }) => [id, name]),
    ]) {
      const reply = await world().refuses(exchanging(await issuer.sign(), account), 400);
      expect(reply.json()).toMatchObject({ error: "invalid_grant" });
      bodies.add(reply.text);
    }
    expect(bodies.size).toBe(1);
    expect((await exchange(trusted.id)).status).toBe(200);
  });

  test("another account's trust is no account's of its own", async () => {
    const one = await trustingAccount(world(), issuer);
    const two = await trustingAccount(world(), issuer, { claims: { repository_id: ["75"] } });
    expect((await exchange(two.id)).status).toBe(400);
    expect((await exchange(one.id)).status).toBe(200);
    expect((await exchange(two.id, { repository_id: "75" })).status).toBe(200);
  });

  test("an exchange from outside its ranges is refused, and says so", async () => {
    const { id } = await trustingAccount(world(), issuer, { allowed_cidrs: ["10.0.0.0/8"] });
    const reply = await exchange(id);
    expect(reply.json()["errors"]).toEqual([{ pointer: "client address", detail: "is 127.0.0.1" }]);
  });

  test("its errors are those of RFC 6749 and RFC 8693", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const text = await issuer.sign();
    const cases = [
      [{ grant_type: "client_credentials" }, "unsupported_grant_type"],
      [{ grant_type: "" }, "invalid_request"],
      [{ subject_token: "" }, "invalid_request"],
      [{ subject_token: "x".repeat(16_385) }, "invalid_request"],
      [{ subject_token: "x" }, "invalid_grant"],
      [{ subject_token: "e30.e30.e30" }, "invalid_grant"],
      [{ subject_token_type: "urn:ietf:params:oauth:token-type:access_token" }, "invalid_request"],
      [{ requested_token_type: "urn:ietf:params:oauth:token-type:refresh_token" }, "invalid_request"],
      [{ requested_expiry: "0" }, "invalid_request"],
      [{ requested_expiry: "soon" }, "invalid_request"],
      [{ scope: "admin" }, "invalid_scope"],
      [{ requested_token_type: "urn:ietf:params:oauth:token-type:jwt" }, "invalid_target"],
      [{ actor_token: "x" }, "invalid_request"],
      [{ resource: "" }, "invalid_request"],
      [{ resource: id }, "invalid_target"],
      [{ resource: "urn:jeton:sa:" }, "invalid_target"],
      [{ resource: "urn:jeton:sa:a/b/c" }, "invalid_target"],
      [{ resource: "https://jeton.test" }, "invalid_target"],
    ] as const;
    for (const [over, error] of cases) {
      const reply = await world().refuses(exchanging(text, id, over), 400);
      expect(reply.json()).toMatchObject({
        error,
        error_description: expect.stringMatching(/^[ !#-[\]-~]+$/),
      });
    }
    expect((await world().send(exchanging(text, id))).status).toBe(200);
  });
});

test("a server without an address of its own exchanges nothing, and says what is missing", async () => {
  await using server = await startServer();
  const reply = await server.send(exchanging(await issuer.sign(), "shop/deployer"));
  expect([reply.status, reply.json()["error"]]).toEqual([404, "invalid_request"]);
  expect(reply.text).toContain("JETON_PUBLIC_URL");
});
