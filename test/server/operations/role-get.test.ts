import { expect, test } from "vitest";
import { gettingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/roles/{id}", (world) => {
  gettingOne(world, "role");

  test("the built-in roles have the ids they have everywhere", async () => {
    for (const name of ["admin", "editor", "viewer", "user", "project-creator"]) {
      const reply = await world().send({ path: `/v1/roles/role_${name}` });
      expect(reply.json()).toMatchObject({ id: `role_${name}`, name, project: "system", built_in: true });
    }
  });

  test("the roles above a project are read from it, those of a sibling are not there", async () => {
    const { token } = await world().account({ project: "shop", role: "role_viewer", at: "shop.payments" });
    const above = await world().make("/v1/roles", {
      name: "above",
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["run"] }],
    });
    const beside = await world().make("/v1/roles", {
      name: "beside",
      project: "shopping",
      rules: [{ resource_type: "flow", actions: ["run"] }],
    });
    expect((await world().send({ path: `/v1/roles/${String(above["id"])}`, token })).status).toBe(200);
    expect((await world().send({ path: "/v1/roles/role_admin", token })).status).toBe(200);
    expect(await world().refusal({ path: `/v1/roles/${String(beside["id"])}`, token })).toMatch("404");
    expect(await world().refusal({ path: "/v1/roles/shopping%2Fbeside", token })).toMatch("404");
  });

  test("a token kept within a deep project still reads the roles above it", async () => {
    const { token } = await world().account({ role: "role_viewer", terms: { within: "shop.payments" } });
    expect((await world().send({ path: "/v1/roles/role_admin", token })).status).toBe(200);
  });
});
