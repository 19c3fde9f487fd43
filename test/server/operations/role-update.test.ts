import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/roles/{id}", (world) => {
  const patch = (path: string, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const fresh = async (project?: string) => `/v1/roles/${(await samples.role(world(), project)).id}`;
  const running = [{ resource_type: "flow", actions: ["run"], resource_names: null }];

  test("changes its name, description and rules, for everybody bound to it at once", async () => {
    const path = await fresh();
    const { token } = await world().account({ project: "shop", role: path.replace("/v1/roles/", "") });
    const ask = { path: "/v1/forward-auth?resource_type=flow&action=run&project=shop", token };
    expect(await world().refusal(ask)).toMatch("403");
    const body = { name: world().unused(), description: "x", rules: running };
    expect((await world().send(patch(path, body))).json()).toMatchObject(body);
    expect((await world().send(ask)).status).toBe(200);
  });

  test.each(["admin", "editor", "viewer", "user", "project-creator"])(
    "the built-in role `%s` stays as it is",
    async (name) => {
      expect(await world().refusal(patch(`/v1/roles/role_${name}`, { description: "x" }))).toBe(
        "409 protected",
      );
      expect(await world().refusal(patch(`/v1/roles/role_${name}`, { rules: viewing }))).toBe(
        "409 protected",
      );
    },
  );

  const maker = [{ resource_type: "jeton.role", actions: ["*"] }];

  test("nobody puts into a role what they lack, their own role included", async () => {
    const own = await world().make("/v1/roles", {
      name: world().unused(),
      project: "shop",
      rules: [...maker, ...viewing],
    });
    const { token } = await world().account({ project: "shop", role: String(own["id"]) });
    for (const path of [await fresh(), `/v1/roles/${String(own["id"])}`]) {
      expect(await world().refusal(patch(path, { rules: running }, token))).toBe("403 exceeds_own_rights");
      expect(
        await world().refusal(patch(path, { rules: [{ resource_type: "*", actions: ["*"] }] }, token)),
      ).toBe("403 exceeds_own_rights");
      expect((await world().send(patch(path, { rules: [...maker, ...viewing] }, token))).status).toBe(200);
    }
  });

  test("a role counts where it lives: rights below that are not enough", async () => {
    const path = await fresh("shop");
    const { token } = await world().account({
      project: "shop",
      rules: [...maker, ...running],
      at: "shop.payments",
    });
    expect(await world().refusal(patch(path, { rules: running }, token))).toBe("403 forbidden");
    const mixed = await world().account({ project: "shop", rules: maker });
    await world().make("/v1/role-bindings", {
      role_id: (await world().make("/v1/roles", { name: world().unused(), project: "shop", rules: running }))[
        "id"
      ],
      service_account_id: mixed.id,
      project: "shop.payments",
    });
    expect(await world().refusal(patch(path, { rules: running }, mixed.token))).toBe(
      "403 exceeds_own_rights",
    );
  });

  test("a new name brings no role within reach of rights on names", async () => {
    const path = await fresh();
    const { token } = await world().account({
      project: "shop",
      rules: [
        { resource_type: "jeton.role", actions: ["read", "update"] },
        { resource_type: "jeton.role", actions: ["delete"], resource_names: ["tmp"] },
      ],
    });
    expect(await world().refusal(patch(path, { name: "tmp" }, token))).toBe("403 exceeds_own_rights");
  });

  test("its rules cannot be cleared, nor emptied", async () => {
    const path = await fresh();
    expect(pointers(await world().refuses(patch(path, { rules: null }), 422))).toEqual(["/rules"]);
    expect(pointers(await world().refuses(patch(path, { rules: [] }), 422))).toEqual(["/rules"]);
    expect(pointers(await world().refuses(patch(path, { built_in: true }), 422))).toEqual(["/built_in"]);
    expect(pointers(await world().refuses(patch(path, { project: "system" }), 422))).toEqual(["/project"]);
  });

  usualRefusals(world, {
    id: "role.update",
    request: async () => patch(await fresh(), { description: "x" }),
  });
});
