import { expect, test } from "vitest";
import { gettingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/resource-types/{id}", (world) => {
  gettingOne(world, "resource_type", { stranger: "none", bystander: "none" });

  test("whoever may read types in a project reads those of the system; others find none", async () => {
    const { id } = await samples.resource_type(world());
    const reader = await world().account({ project: "shop", role: "role_viewer" });
    expect((await world().send({ path: `/v1/resource-types/${id}`, token: reader.token })).status).toBe(200);
    const other = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["*"] }],
    });
    expect(await world().refusal({ path: `/v1/resource-types/${id}`, token: other.token })).toMatch("404");
  });
});
