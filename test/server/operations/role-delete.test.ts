import { expect, test } from "vitest";
import { deletingOne, viewing } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/roles/{id}", (world) => {
  deletingOne(world, "role");

  test.each(["admin", "editor", "viewer", "user", "project-creator"])(
    "the built-in role `%s` stays",
    async (name) => {
      expect(await world().refusal({ method: "DELETE", path: `/v1/roles/role_${name}` })).toBe(
        "409 protected",
      );
    },
  );

  test("its bindings and the tokens it owns end with it; made again under its name it has neither", async () => {
    const body = { name: "going", project: "shop", rules: viewing };
    const { id } = await world().make("/v1/roles", body);
    const account = await world().account({ project: "shop", role: String(id) });
    const own = await world().make("/v1/tokens", { role_id: id, name: "own", project: "shop.payments" });
    const path = "/v1/forward-auth?resource_type=flow&action=view&project=shop.payments";
    expect((await world().send({ path, token: account.token })).status).toBe(200);
    expect((await world().send({ path, token: String(own["secret"]) })).status).toBe(200);
    expect((await world().send({ method: "DELETE", path: `/v1/roles/${String(id)}` })).status).toBe(204);
    await world().make("/v1/roles", body);
    expect(await world().refusal({ path, token: account.token })).toMatch("403");
    expect(await world().refusal({ path, token: String(own["secret"]) })).toMatch("401");
    expect(await world().refusal({ path: `/v1/role-bindings/${account.bindingId}` })).toMatch("404");
    expect(await world().refusal({ path: `/v1/tokens/${String(own["id"])}` })).toMatch("404");
  });
});
