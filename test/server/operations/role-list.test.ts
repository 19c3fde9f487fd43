import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/roles", (world) => {
  listing(world, "role");

  test("narrows to a project and a name", async () => {
    const one = await samples.role(world(), "shop.payments");
    await samples.role(world(), "shop");
    const inProject = await world().send({ path: "/v1/roles?project=shop.payments" });
    expect(inProject.json()["items"]).toMatchObject([{ id: one.id }]);
    const named = await world().send({ path: `/v1/roles?name=${String(one.object["name"])}` });
    expect(named.json()["items"]).toMatchObject([{ id: one.id }]);
  });

  test("a project that is not there, or not to be seen, is refused alike", async () => {
    expect(await world().refusal({ path: "/v1/roles?project=nowhere" })).toMatch("422");
    const { token } = await world().account({ project: "shopping", role: "role_admin" });
    expect(await world().refusal({ path: "/v1/roles?project=shop", token })).toMatch("422");
  });
});
