import { expect, test } from "vitest";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase, type OperationWorld } from "../../support/operation-world.ts";

async function pinged(world: OperationWorld): Promise<Record<string, unknown>> {
  const { id } = await samples.webhook(world);
  return (await world.send({ method: "POST", path: `/v1/webhooks/${id}:ping` })).json();
}

onEveryDatabase("GET /v1/webhook-deliveries/{id}", (world) => {
  test("says why it could not be sent, and not what it tells", async () => {
    const { id } = await pinged(world());
    const path = `/v1/webhook-deliveries/${String(id)}`;
    await expect
      .poll(async () => (await world().send({ path })).json())
      .toMatchObject({ state: "pending", last_status: null, last_error: "unreachable" });
    const shown = (await world().send({ path })).json();
    expect(Object.keys(shown)).not.toContain("lease_id");
    expect(shown).not.toHaveProperty("data");
    expect(world().log()).toContain("hooks.jeton.invalid");
  });

  usualRefusals(world, {
    id: "webhook_delivery.get",
    request: async (it) => ({ path: `/v1/webhook-deliveries/${String((await pinged(it))["id"])}` }),
  });
});
