import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/tokens/{id}:enable", (world) => {
  const enable = (id: string, token?: string): Sent => ({
    method: "POST",
    path: `/v1/tokens/${id}:enable`,
    ...(token !== undefined && { token }),
  });
  const disable = (id: string) => world().send({ method: "POST", path: `/v1/tokens/${id}:disable` });

  test("brings a disabled token back, with the secret it had", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    await disable(tokenId);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect((await world().send(enable(tokenId))).json()).toMatchObject({ disabled: false, state: "active" });
    expect((await world().send({ path: "/v1/whoami", token })).status).toBe(200);
  });

  test("enabling again changes nothing and is no mistake, and what changed is audited", async () => {
    const { id } = await samples.token(world());
    const before = await world().dump();
    expect((await world().send(enable(id))).json()).toMatchObject({ id, disabled: false });
    expect(await world().dump()).toBe(before);
    await disable(id);
    await world().send(enable(id));
    await world().send(enable(id));
    const path = `/v1/audit-events?action=token.enable&target_id=${id}`;
    const { items } = (await world().send({ path })).json() as { items: Record<string, unknown>[] };
    expect(items).toMatchObject([{ changes: { disabled: { before: true, after: false } } }]);
  });

  test("nobody enables a token that may do what they may not", async () => {
    const rules = [{ resource_type: "jeton.token", actions: ["*"] }, ...viewing];
    const weak = await world().account({ project: "shop", rules });
    const strong = await world().account({ project: "shop", role: "role_admin" });
    await disable(strong.tokenId);
    expect(await world().refusal(enable(strong.tokenId, weak.token))).toBe("403 exceeds_own_rights");
    const terms = { mode: "custom", rules: viewing };
    const narrow = await world().account({ project: "shop", role: "role_admin", terms });
    await disable(narrow.tokenId);
    expect((await world().send(enable(narrow.tokenId, weak.token))).status).toBe(200);
  });

  test("a token brings back no sibling that outlasts it", async () => {
    const terms = { expires_at: "2090-01-01T00:00:00Z" };
    const { id, token } = await world().account({ project: "shop", role: "role_admin", terms });
    const made = await world().make("/v1/tokens", { service_account_id: id, name: "long", disabled: true });
    expect(await world().refusal(enable(String(made["id"]), token))).toBe("403 exceeds_own_rights");
  });

  test("what has ended is not brought back by enabling it", async () => {
    const { id } = await samples.token(world());
    await disable(id);
    await world().send({ method: "POST", path: `/v1/tokens/${id}:revoke` });
    expect(await world().refusal(enable(id))).toBe("409 wrong_state");
    const expires_at = new Date(Date.now() + 800).toISOString();
    const old = await world().account({ project: "shop", terms: { expires_at, disabled: true } });
    const state = async () => (await world().send({ path: `/v1/tokens/${old.tokenId}` })).json()["state"];
    await expect.poll(state, { timeout: 5000 }).toBe("expired");
    expect((await world().send(enable(old.tokenId))).json()).toMatchObject({ state: "expired" });
    expect(await world().refusal({ path: "/v1/whoami", token: old.token })).toBe("401 invalid_token");
  });

  usualRefusals(world, {
    id: "token.enable",
    request: async () => {
      const { id } = await samples.token(world());
      await disable(id);
      return enable(id);
    },
  });
});
