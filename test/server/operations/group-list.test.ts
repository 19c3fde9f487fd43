import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/groups", (world) => {
  listing(world, "group");

  test("narrows to a project and a name", async () => {
    const { id, object } = await samples.group(world(), "shop.payments");
    await samples.group(world(), "shop");
    const inProject = await world().send({ path: "/v1/groups?project=shop.payments" });
    expect(inProject.json()["items"]).toMatchObject([{ id }]);
    const named = await world().send({ path: `/v1/groups?name=${String(object["name"])}` });
    expect(named.json()["items"]).toMatchObject([{ id }]);
  });
});
