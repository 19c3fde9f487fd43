import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/policies", (world) => {
  listing(world, "policy");

  test("narrows to a project's", async () => {
    const { id, references } = await samples.policy(world());
    const reply = await world().send({ path: `/v1/policies?project=${references[0] ?? ""}` });
    expect(reply.json()["items"]).toMatchObject([{ id }]);
    expect(await world().refusal({ path: "/v1/policies?project=nowhere" })).toMatch("422");
  });
});
