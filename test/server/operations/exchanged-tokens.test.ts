import { afterAll, beforeAll, expect, test } from "vitest";
import { exchanging, form, trustingAccount } from "../../support/exchanging.ts";
import type { Reply } from "../../support/http.ts";
import { type OidcIssuer, startIssuer } from "../../support/oidc-issuer.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

let issuer: OidcIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer[Symbol.asyncDispose]());

onEveryDatabase("tokens that ID tokens were exchanged for", (world) => {
  const exchange = async (account: string, claims: Record<string, unknown> = {}): Promise<Reply> =>
    world().send(exchanging(await issuer.sign(claims), account));
  const textOf = (reply: Reply): string => {
    expect([reply.status, reply.text]).toEqual([200, reply.text]);
    return String(reply.json()["access_token"]);
  };
  const may = async (token: string, action: string): Promise<boolean> => {
    const path = `/v1/forward-auth?resource_type=flow&action=${action}&project=shop`;
    return (await world().send({ path, token })).status === 200;
  };
  const patch = (path: string, body: object): Promise<Reply> => world().send({ method: "PATCH", path, body });

  test("its mode and rules narrow the account's rights, and those are the account's of that moment", async () => {
    const reading = await trustingAccount(world(), issuer, { mode: "read_only" });
    const token = textOf(await exchange(reading.id));
    expect([await may(token, "view"), await may(token, "run"), await may(token, "stop")]).toEqual([
      true,
      false,
      false,
    ]);
    const rules = [{ resource_type: "flow", actions: ["run", "stop"] }];
    const custom = await trustingAccount(world(), issuer, { mode: "custom", rules });
    const other = textOf(await exchange(custom.id));
    expect([await may(other, "view"), await may(other, "run"), await may(other, "stop")]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test("narrowing a trust policy narrows the tokens it gave, at once; widening it does not widen them", async () => {
    const { id, policy } = await trustingAccount(world(), issuer);
    const token = textOf(await exchange(id));
    expect(await may(token, "run")).toBe(true);
    await patch(policy, { mode: "read_only" });
    expect([await may(token, "view"), await may(token, "run")]).toEqual([true, false]);
    const narrow = textOf(await exchange(id));
    await patch(policy, { mode: "full_access" });
    expect([await may(token, "run"), await may(narrow, "view"), await may(narrow, "run")]).toEqual([
      true,
      true,
      false,
    ]);
    await patch(policy, { allowed_cidrs: ["10.0.0.0/8"] });
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    await patch(policy, { allowed_cidrs: null });
    expect((await world().send({ path: "/v1/whoami", token })).status).toBe(200);
  });

  test("disabling it stops them, enabling it brings them back, deleting it ends them for good", async () => {
    const { id, policy } = await trustingAccount(world(), issuer);
    const token = textOf(await exchange(id));
    const status = async () => (await world().send({ path: "/v1/whoami", token })).status;
    const active = async () => {
      const body = new URLSearchParams({ token }).toString();
      return (await world().send({ method: "POST", path: "/oauth/introspect", headers: form, body })).json()[
        "active"
      ];
    };
    expect([await status(), await active()]).toEqual([200, true]);
    await patch(policy, { disabled: true });
    expect([await status(), await active()]).toEqual([401, false]);
    await patch(policy, { disabled: false });
    expect([await status(), await active()]).toEqual([200, true]);
    await world().send({ method: "DELETE", path: policy });
    expect([await status(), await active()]).toEqual([401, false]);
  });

  test("`access:explain` says that its trust policy is in the way", async () => {
    const { id, policy } = await trustingAccount(world(), issuer);
    const token = textOf(await exchange(id));
    const { id: tokenId } = (await world().send({ path: "/v1/whoami", token })).json()["token"] as {
      id: string;
    };
    const why = async () => {
      const body = { token_id: tokenId, resource_type: "flow", action: "run", project: "shop" };
      const reply = await world().send({ method: "POST", path: "/v1/access:explain", body });
      return (reply.json()["missing"] as { code: string }[]).map(({ code }) => code);
    };
    expect(await why()).toEqual([]);
    await patch(policy, { mode: "read_only" });
    expect(await why()).toEqual(["not_in_mode"]);
    await patch(policy, { disabled: true });
    expect(await why()).toEqual(["trust_policy_disabled", "not_in_mode"]);
  });

  test("the terms of an exchanged token are nobody's to change; it may be disabled and revoked", async () => {
    const { id } = await trustingAccount(world(), issuer);
    const token = textOf(await exchange(id));
    const { id: tokenId } = (await world().send({ path: "/v1/whoami", token })).json()["token"] as {
      id: string;
    };
    const path = `/v1/tokens/${tokenId}`;
    for (const body of [
      { expires_at: new Date(Date.now() + 80_000_000).toISOString() },
      { max_age: "20h" },
      { mode: "read_only" },
      { allowed_cidrs: ["10.0.0.0/8"] },
      { usage_limit: 5 },
    ]) {
      expect(await world().refusal({ method: "PATCH", path, body })).toBe("409 wrong_state");
    }
    const rotate = { method: "POST", path: `${path}:rotate`, body: {} };
    expect(await world().refusal(rotate)).toBe("409 wrong_state");
    expect(await world().refusal({ ...rotate, token })).toBe("409 wrong_state");
    expect((await world().send({ method: "POST", path: `${path}:disable` })).status).toBe(200);
    expect((await world().send({ method: "POST", path: `${path}:enable` })).status).toBe(200);
    expect((await world().send({ method: "POST", path: `${path}:revoke`, token })).status).toBe(200);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
  });

  test("the tokens of a trust policy are found by it, and each in the audit with who it was for", async () => {
    const { id, policy } = await trustingAccount(world(), issuer);
    await exchange(id, { jti: "job-1" });
    const target = policy.split("/").at(-1) ?? "";
    const path = `/v1/tokens?trust_policy_id=${target}&ephemeral=true`;
    const tokens = (await world().send({ path })).json()["items"] as { id: string }[];
    expect(tokens).toHaveLength(1);
    const events = await world().send({ path: `/v1/audit-events?target_id=${tokens[0]?.id ?? ""}` });
    expect(events.json()["items"]).toMatchObject([
      {
        action: "token.create",
        actor: { type: "service_account", id, token_id: null },
        changes: { trust_policy_id: target, identity: { iss: issuer.url, jti: "job-1" } },
      },
    ]);
  });

  test("what it makes for its own account stops with it, and lasts no longer", async () => {
    const { id } = await world().account({
      project: "shop",
      rules: [
        { resource_type: "flow", actions: ["view"] },
        { resource_type: "jeton.token", actions: ["create"] },
        { resource_type: "jeton.trust-policy", actions: ["create"] },
      ],
    });
    const trust = { name: world().unused("trust"), issuer: issuer.url, claims: { repository_id: ["74"] } };
    const made = await world().make("/v1/trust-policies", { service_account_id: id, ...trust });
    const token = textOf(await exchange(id));
    const body = { service_account_id: id, name: "child", max_age: "1m" };
    const child = String((await world().make("/v1/tokens", body, token))["secret"]);
    const longer = { method: "POST", path: "/v1/tokens", token };
    expect(await world().refusal({ ...longer, body: { ...body, name: "x", max_age: "1h" } })).toMatch("403");
    const back = { ...trust, service_account_id: id, name: world().unused("trust") };
    expect(await world().refusal({ ...longer, path: "/v1/trust-policies", body: back })).toMatch("403");
    expect(await may(child, "view")).toBe(true);
    await patch(`/v1/trust-policies/${String(made["id"])}`, { disabled: true });
    expect(await may(child, "view")).toBe(false);
  });

  test("with its trust policy they are deleted, as the audit says", async () => {
    const { id, policy } = await trustingAccount(world(), issuer);
    const token = textOf(await exchange(id));
    const { id: tokenId } = (await world().send({ path: "/v1/whoami", token })).json()["token"] as {
      id: string;
    };
    expect((await world().send({ method: "DELETE", path: policy })).status).toBe(204);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect(await world().refusal({ path: `/v1/tokens/${tokenId}` })).toBe("404 not_found");
    await world().send({ method: "DELETE", path: `/v1/service-accounts/${id}` });
    const events = await world().send({ path: `/v1/audit-events?target_id=${tokenId}&action=token.delete` });
    expect(events.json()["items"]).toHaveLength(1);
  });

  test("a cluster accepts none that its trust policy narrows by now", async () => {
    const { id, policy } = await trustingAccount(world(), issuer);
    const token = textOf(await exchange(id));
    const accepted = async () => {
      const body = {
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenReview",
        spec: { token },
      };
      const reply = await world().send({ method: "POST", path: "/v1/token-reviews", body });
      return (reply.json()["status"] as { authenticated: boolean }).authenticated;
    };
    expect(await accepted()).toBe(true);
    await patch(policy, { mode: "read_only" });
    expect(await accepted()).toBe(false);
    await patch(policy, { mode: "full_access", allowed_cidrs: ["127.0.0.0/8"] });
    expect(await accepted()).toBe(false);
  });
});
