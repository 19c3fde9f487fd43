import { expect, test } from "vitest";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase, type OperationWorld } from "../../support/operation-world.ts";

async function pinged(world: OperationWorld): Promise<Record<string, unknown>> {
  const { id } = await samples.webhook(world);
  return (await world.send({ method: "POST", path: `/v1/webhooks/${id}:ping` })).json();
}

onEveryDatabase("POST /v1/webhook-deliveries/{id}:resend", (world) => {
  const request = (id: unknown) => ({
    method: "POST",
    path: `/v1/webhook-deliveries/${String(id)}:resend`,
  });

  test("what was given up is sent again, as often as what is new", async () => {
    const { id } = await pinged(world());
    await world().database.sql(
      `update webhook_deliveries set state = 'dead', attempts = 10, next_attempt_at = null where id = '${String(id)}'`,
    );
    const reply = await world().send(request(id));
    expect(reply.json()).toMatchObject({ state: "pending", attempts: 0 });
    const { items } = (await world().send({ path: "/v1/webhook-deliveries?state=dead" })).json();
    expect(items).toEqual([]);
  });

  test("nothing is sent again to a webhook that is disabled", async () => {
    const { id, webhook_id } = await pinged(world());
    await world().send({
      method: "PATCH",
      path: `/v1/webhooks/${String(webhook_id)}`,
      body: { disabled: true },
    });
    expect(await world().refusal(request(id))).toBe("409 wrong_state");
  });

  usualRefusals(world, {
    id: "webhook_delivery.resend",
    request: async (it) => request((await pinged(it))["id"]),
  });
});
