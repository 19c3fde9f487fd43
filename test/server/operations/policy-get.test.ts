import { expect, test } from "vitest";
import { gettingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/policies/{id}", (world) => {
  gettingOne(world, "policy");

  test("those above a project are read from it: they bind it", async () => {
    await world().make("/v1/policies", { project: "shop", max_lifetime: "90d" });
    const { token } = await world().account({
      project: "shop",
      role: "role_viewer",
      at: "shop.payments",
      terms: { max_age: "30d" },
    });
    expect((await world().send({ path: "/v1/policies/shop", token })).json()).toMatchObject({
      max_lifetime: "P90D",
    });
    const beside = await samples.policy(world(), "shopping");
    expect(await world().refusal({ path: `/v1/policies/${beside.id}`, token })).toBe("404 not_found");
  });
});
