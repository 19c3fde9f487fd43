import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples } from "../../support/operation-samples.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/tokens/{id}:disable", (world) => {
  const disable = (id: string, token?: string): Sent => ({
    method: "POST",
    path: `/v1/tokens/${encodeURIComponent(id)}:disable`,
    ...(token !== undefined && { token }),
  });

  test("stops a token with the next request, and both of its secrets in a grace", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const rotate = { method: "POST", path: `/v1/tokens/${tokenId}:rotate`, body: { grace_period: "1h" } };
    const second = String((await world().send(rotate)).json()["secret"]);
    const reply = await world().send(disable(tokenId));
    expect(reply.json()).toMatchObject({ id: tokenId, disabled: true, state: "disabled" });
    expect(reply.json()).not.toHaveProperty("secret");
    for (const text of [token, second]) {
      expect(await world().refusal({ path: "/v1/whoami", token: text })).toBe("401 invalid_token");
    }
  });

  test("a token is named by its reference, too", async () => {
    const { id, references } = await samples.token(world());
    expect((await world().send(disable(references[0]!))).json()).toMatchObject({ id, disabled: true });
  });

  test("disabling again changes nothing and is no mistake", async () => {
    const { id } = await samples.token(world());
    const first = (await world().send(disable(id))).json();
    const before = await world().dump();
    expect((await world().send(disable(id))).json()).toEqual(first);
    expect(await world().dump()).toBe(before);
  });

  test("the audit says that it was disabled, and what that changed", async () => {
    const { id } = await samples.token(world());
    await world().send(disable(id));
    const path = `/v1/audit-events?action=token.disable&target_id=${id}`;
    const { items } = (await world().send({ path })).json() as { items: Record<string, unknown>[] };
    expect(items).toMatchObject([{ changes: { disabled: { before: false, after: true } } }]);
  });

  test("needs no more than the right to change it, however much the token may do", async () => {
    const strong = await world().account({ project: "shop", role: "role_admin" });
    const rules = [{ resource_type: "jeton.token", actions: ["update"] }];
    const { token } = await world().account({ project: "shop", rules });
    expect((await world().send(disable(strong.tokenId, token))).status).toBe(200);
  });

  test("a revoked token is disabled no more, nor does a token disable itself", async () => {
    const { id } = await samples.token(world());
    await world().send({ method: "POST", path: `/v1/tokens/${id}:revoke` });
    expect(await world().refusal(disable(id))).toBe("409 wrong_state");
    const admin = await world().account({ role: "role_admin" });
    expect(await world().refusal(disable(admin.tokenId, admin.token))).toBe("403 forbidden");
  });

  test("the last administrator's token stays", async () => {
    const [boot] = (await world().send({ path: "/v1/tokens?role_id=role_admin" })).json()["items"] as {
      id: string;
    }[];
    const { token } = await world().account({ rules: [{ resource_type: "*", actions: ["*"] }] });
    const path = "/v1/role-bindings?role_id=role_admin&project=system";
    const { items } = (await world().send({ path })).json() as { items: { service_account_id: string }[] };
    for (const { service_account_id: id } of items)
      await world().send({ method: "DELETE", path: `/v1/service-accounts/${id}` });
    expect(await world().refusal(disable(String(boot?.id), token))).toBe("409 last_admin");
  });

  test("a body that says something is refused", async () => {
    const { id } = await samples.token(world());
    expect(await world().refusal({ ...disable(id), body: { disabled: false } })).toMatch("422");
  });

  usualRefusals(world, {
    id: "token.disable",
    request: async () => disable((await samples.token(world())).id),
  });
});
