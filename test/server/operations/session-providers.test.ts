import { expect, test } from "vitest";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/session:providers", (world) => {
  test("says to anyone which there are, and nothing of them but what to call them", async () => {
    const { object } = await samples.identity_provider(world());
    const { id } = await samples.identity_provider(world());
    const path = `/v1/identity-providers/${id}`;
    await world().send({ method: "PATCH", path, body: { disabled: true } });
    const reply = await world().send({ path: "/v1/session:providers", token: undefined });
    expect(reply.json()).toEqual({ items: [{ name: object["name"], display_name: null }] });
  });
});
