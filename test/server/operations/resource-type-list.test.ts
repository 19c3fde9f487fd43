import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/resource-types", (world) => {
  listing(world, "resource_type", { isSystemWide: true });

  test("whoever may read types in a project reads those of the system", async () => {
    const { id, object } = await samples.resource_type(world());
    const { token } = await world().account({ project: "shop", role: "role_viewer" });
    const reply = await world().send({ path: `/v1/resource-types?name=${String(object["name"])}`, token });
    expect(reply.json()["items"]).toMatchObject([{ id }]);
  });
});
