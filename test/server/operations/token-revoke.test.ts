import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples } from "../../support/operation-samples.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/tokens/{id}:revoke", (world) => {
  const revoke = (id: string, token?: string): Sent => ({
    method: "POST",
    path: `/v1/tokens/${id}:revoke`,
    ...(token !== undefined && { token }),
  });

  test("ends a token for good, with the next request", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    expect((await world().send(revoke(tokenId))).json()).toMatchObject({ id: tokenId, state: "revoked" });
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect(await world().refusal({ method: "POST", path: `/v1/tokens/${tokenId}:rotate`, body: {} })).toBe(
      "409 wrong_state",
    );
  });

  test("revoking again changes nothing and is no mistake", async () => {
    const { id } = await samples.token(world());
    const first = (await world().send(revoke(id))).json();
    const before = await world().dump();
    expect((await world().send(revoke(id))).json()).toEqual(first);
    expect(await world().dump()).toBe(before);
  });

  test("every token may revoke itself, a read-only one without any right too", async () => {
    const { token, tokenId } = await world().account({ project: "shop", terms: { mode: "read_only" } });
    expect((await world().send(revoke(tokenId, token))).status).toBe(200);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
  });

  test("both secrets of a token in its grace end with it", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const rotated = await world().send({
      method: "POST",
      path: `/v1/tokens/${tokenId}:rotate`,
      body: { grace_period: "1h" },
    });
    const second = String(rotated.json()["secret"]);
    for (const text of [token, second])
      expect((await world().send({ path: "/v1/whoami", token: text })).status).toBe(200);
    await world().send(revoke(tokenId));
    for (const text of [token, second])
      expect(await world().refusal({ path: "/v1/whoami", token: text })).toMatch("401");
  });

  test("nobody else's token, seen or not, without the right to", async () => {
    const other = await world().account({ project: "shop" });
    const blind = await world().account({ project: "shopping" });
    expect(await world().refusal(revoke(other.tokenId, blind.token))).toMatch("404");
    const viewer = await world().account({ project: "shop", role: "role_viewer" });
    expect(await world().refusal(revoke(other.tokenId, viewer.token))).toBe("403 forbidden");
  });

  test("the last administrator's token stays", async () => {
    const [boot] = (await world().send({ path: "/v1/tokens?role_id=role_admin" })).json()["items"] as {
      id: string;
    }[];
    const { token } = await world().account({ rules: [{ resource_type: "*", actions: ["*"] }] });
    const { items } = (
      await world().send({ path: "/v1/role-bindings?role_id=role_admin&project=system" })
    ).json() as { items: { service_account_id: string }[] };
    for (const { service_account_id: id } of items)
      await world().send({ method: "DELETE", path: `/v1/service-accounts/${id}` });
    expect(await world().refusal(revoke(String(boot?.id), token))).toBe("409 last_admin");
    expect(await world().refusal({ method: "DELETE", path: `/v1/tokens/${String(boot?.id)}`, token })).toBe(
      "409 last_admin",
    );
  });

  test("a body that says something is refused", async () => {
    const { id } = await samples.token(world());
    expect(await world().refusal({ ...revoke(id), body: { reason: "x" } })).toMatch("422");
  });

  usualRefusals(world, {
    id: "token.revoke",
    request: async () => revoke((await samples.token(world())).id),
  });
});
