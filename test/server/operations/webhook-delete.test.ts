import { expect, test } from "vitest";
import { deletingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/webhooks/{id}", (world) => {
  deletingOne(world, "webhook");

  test("its deliveries and its secrets go with it", async () => {
    const { id } = await samples.webhook(world());
    await world().send({ method: "POST", path: `/v1/webhooks/${id}:ping` });
    await world().send({ method: "POST", path: `/v1/webhooks/${id}:rotate`, body: {} });
    await world().send({ method: "DELETE", path: `/v1/webhooks/${id}` });
    expect(await world().dump()).not.toContain(`"owner_id": "${id}"`);
    const { items } = (await world().send({ path: `/v1/webhook-deliveries?webhook_id=${id}` })).json();
    expect(items).toEqual([]);
  });
});
