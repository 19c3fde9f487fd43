import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { JWT } from "../../../server/contract/token-exchange-names.ts";
import { exchanging, form, trustingAccount } from "../../support/exchanging.ts";
import type { Reply } from "../../support/http.ts";
import { type OidcIssuer, startIssuer } from "../../support/oidc-issuer.ts";
import { onEveryDatabase, publicUrl } from "../../support/operation-world.ts";

let issuer: OidcIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer[Symbol.asyncDispose]());

onEveryDatabase("POST /oauth/token for an access token that is a JWT", (world) => {
  const exchange = async (account: string, over: Record<string, string> = {}): Promise<Reply> =>
    world().send(exchanging(await issuer.sign(), account, { requested_token_type: JWT, ...over }));
  const jwtFor = async (account: string, audience: string): Promise<string> => {
    const reply = await exchange(account, { audience });
    expect([reply.status, reply.text]).toEqual([200, reply.text]);
    return String(reply.json()["access_token"]);
  };
  const patch = (path: string, body: object): Promise<Reply> => world().send({ method: "PATCH", path, body });
  const post = (path: string, parameters: Record<string, string>, token?: string): Promise<Reply> => {
    const body = new URLSearchParams(parameters).toString();
    return world().send({ method: "POST", path, headers: form, body, ...(token !== undefined && { token }) });
  };
  /** A service that answers for an audience of its own, and may ask about tokens. */
  const service = async (): Promise<{ readonly audience: string; readonly token: string }> => {
    const audience = `https://${world().unused("service")}.example.org`;
    const rules = [
      { resource_type: "jeton.token", actions: ["introspect", "read"] },
      { resource_type: "jeton.access", actions: ["explain"] },
      { resource_type: "jeton.project", actions: ["read"] },
    ];
    const { id, token } = await world().account({ rules });
    const answered = await patch(`/v1/service-accounts/${id}`, { audience });
    expect(answered.status).toBe(200);
    return { audience, token };
  };

  test("gives one for ten minutes at most, of the account, for one audience, with its row's id and no rights", async () => {
    const { id, policy } = await trustingAccount(world(), issuer);
    const reply = await exchange(id, { audience: "https://api.example.org" });
    expect(reply.json()).toEqual({
      access_token: expect.any(String),
      issued_token_type: JWT,
      token_type: "Bearer",
      expires_in: 600,
    });
    expect(reply.headers["cache-control"]).toBe("no-store");
    const text = String(reply.json()["access_token"]);
    const { jti = "", iat = 0, ...claims } = decodeJwt(text);
    expect(decodeProtectedHeader(text)).toEqual({ alg: "ES256", typ: "at+jwt", kid: expect.any(String) });
    expect(claims).toEqual({
      iss: publicUrl,
      sub: id,
      client_id: id,
      aud: "https://api.example.org",
      exp: iat + 600,
    });
    const row = (await world().send({ path: `/v1/tokens/${jti}` })).json();
    expect(row).toMatchObject({
      service_account_id: id,
      audiences: ["https://api.example.org"],
      trust_policy_id: policy.split("/").at(-1),
      expires_at: new Date((iat + 600) * 1000).toISOString(),
      ephemeral: true,
      hint: "at+jwt",
    });
    const events = await world().send({ path: `/v1/audit-events?target_id=${jti}` });
    expect(events.json()["items"]).toMatchObject([{ changes: { audiences: ["https://api.example.org"] } }]);
    const everywhere = [await world().dump(), world().log()].join("\n");
    expect(everywhere).not.toContain(text.split(".")[2]);
  });

  test("and for less where less is asked for, or allowed", async () => {
    const { id } = await trustingAccount(world(), issuer, { max_ttl: "2m" });
    const audience = "https://api.example.org";
    expect((await exchange(id, { audience })).json()).toMatchObject({ expires_in: 120 });
    expect((await exchange(id, { audience, requested_expiry: "30" })).json()).toMatchObject({
      expires_in: 30,
    });
  });

  test("one for Jeton is a bearer token there, of the account's rights of that moment, until it is revoked", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const token = await jwtFor(id, publicUrl);
    const who = (await world().send({ path: "/v1/whoami", token })).json();
    expect(who).toMatchObject({ subject: { id }, token: { id: decodeJwt(token).jti } });
    const may = async (action: string): Promise<number> => {
      const path = `/v1/forward-auth?resource_type=flow&action=${action}&project=shop`;
      return (await world().send({ path, token })).status;
    };
    expect([await may("run"), await may("stop")]).toEqual([200, 403]);
    expect((await post("/oauth/revoke", { token })).status).toBe(200);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect(await may("run")).toBe(401);
  });

  test("one for another is none at Jeton, and all who are told of it are of that audience", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const [api, other] = [await service(), await service()];
    const text = await jwtFor(id, api.audience);
    expect(await world().refusal({ path: "/v1/whoami", token: text })).toBe("401 invalid_token");
    const behind = (audience: string): string => `/v1/forward-auth?audience=${encodeURIComponent(audience)}`;
    expect((await world().send({ path: behind(api.audience), token: text })).status).toBe(200);
    expect((await world().send({ path: behind(other.audience), token: text })).status).toBe(401);
    const active = async (token: string): Promise<unknown> =>
      (await post("/oauth/introspect", { token: text }, token)).json();
    expect(await active(api.token)).toMatchObject({
      active: true,
      sub: id,
      aud: api.audience,
      jti: decodeJwt(text).jti,
      exp: decodeJwt(text).exp,
    });
    expect([await active(other.token), await active(world().token)]).toEqual([
      { active: false },
      { active: false },
    ]);
    const review = async (token: string): Promise<unknown> => {
      const spec = { token: text, audiences: [api.audience] };
      const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", spec };
      const reply = await world().send({ method: "POST", path: "/v1/token-reviews", body, token });
      return (reply.json()["status"] as Record<string, unknown>)["authenticated"];
    };
    expect([await review(api.token), await review(other.token)]).toEqual([true, false]);
    const evaluate = async (token: string): Promise<unknown> => {
      const body = {
        subject: { type: "token", id: decodeJwt(text).jti },
        action: { name: "run" },
        resource: { type: "flow", id: "shop/f" },
      };
      return (await world().send({ method: "POST", path: "/access/v1/evaluation", body, token })).json()[
        "decision"
      ];
    };
    expect([await evaluate(api.token), await evaluate(other.token)]).toEqual([true, false]);
    expect((await post("/oauth/revoke", { token: text })).status).toBe(200);
    expect(await active(api.token)).toEqual({ active: false });
    expect([await review(api.token), await evaluate(api.token)]).toEqual([false, false]);
    expect((await world().send({ path: behind(api.audience), token: text })).status).toBe(401);
  });

  test("what its trust policy loses, it loses at Jeton's own endpoints at once", async () => {
    const { id, policy } = await trustingAccount(world(), issuer);
    const token = await jwtFor(id, publicUrl);
    const may = async (action: string): Promise<number> => {
      const path = `/v1/forward-auth?resource_type=flow&action=${action}&project=shop`;
      return (await world().send({ path, token })).status;
    };
    await patch(policy, { mode: "read_only" });
    expect([await may("view"), await may("run")]).toEqual([200, 403]);
    await patch(policy, { disabled: true });
    expect(await may("view")).toBe(401);
    await patch(policy, { disabled: false, mode: "full_access" });
    expect(await may("run")).toBe(200);
    await world().send({ method: "DELETE", path: policy });
    expect(await may("view")).toBe(401);
  });

  test("a trust policy that narrows gives none, for who verifies it elsewhere could not hold it to that", async () => {
    for (const over of [
      { mode: "read_only" },
      { mode: "custom", rules: [{ resource_type: "flow", actions: ["*"] }] },
      { allowed_cidrs: ["127.0.0.0/8"] },
    ]) {
      const { id } = await trustingAccount(world(), issuer, over);
      const text = await issuer.sign();
      const request = exchanging(text, id, {
        requested_token_type: JWT,
        audience: "https://api.example.org",
      });
      const reply = await world().refuses(request, 400);
      expect(reply.json()).toMatchObject({ error: "invalid_target" });
      expect(reply.text).toContain("narrows");
      // The ID token is not spent by it.
      expect((await world().send(exchanging(text, id))).status).toBe(200);
    }
  });

  test("an audience is one, and says whom the token is for, not whose it is", async () => {
    const { id } = await trustingAccount(world(), issuer);
    for (const audience of ["", `urn:jeton:sa:${id}`, "with space", "ü", "x".repeat(256), world().token]) {
      const request = exchanging(await issuer.sign(), id, { requested_token_type: JWT, audience });
      const reply = await world().refuses(request, 400);
      expect(reply.json()).toMatchObject({ error: "invalid_target" });
      expect(reply.text).not.toContain(world().token);
    }
    const request = exchanging(await issuer.sign(), id, {
      requested_token_type: JWT,
      audience: "https://a.test",
    });
    const twice = { ...request, body: `${String(request.body)}&audience=https%3A%2F%2Fb.test` };
    expect(await world().refusal(twice)).toBe("400 invalid_request");
  });

  test("an opaque one may be for one audience, too", async () => {
    const { id } = await trustingAccount(world(), issuer, { mode: "read_only" });
    const { audience, token } = await service();
    const reply = await world().send(exchanging(await issuer.sign(), id, { audience }));
    const text = String(reply.json()["access_token"]);
    expect(text).toMatch(/^jtnx_/);
    expect(await world().refusal({ path: "/v1/whoami", token: text })).toBe("401 invalid_token");
    const told = await post("/oauth/introspect", { token: text }, token);
    expect(told.json()).toMatchObject({ active: true, aud: audience });
  });

  test("the text of one whose time is over is none anywhere", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const reply = await exchange(id, { audience: publicUrl, requested_expiry: "1" });
    const token = String(reply.json()["access_token"]);
    const status = async (): Promise<number> => (await world().send({ path: "/v1/whoami", token })).status;
    await expect.poll(status, { timeout: 5000, interval: 100 }).toBe(401);
    expect((await post("/oauth/introspect", { token })).json()).toEqual({ active: false });
  });
});
