import { expect, test } from "vitest";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { hooked, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import { isSignedBy, startReceiver } from "../../support/webhook-receiver.ts";

onEveryDatabase("POST /v1/webhooks/{id}:ping", (world) => {
  const post = (path: string) => world().send({ method: "POST", path });

  test("sends a message that is signed and shows how it went", async () => {
    await using receiver = await startReceiver();
    const body = { ...hooked(world().unused("hook"), "shop"), url: receiver.url };
    const { id, secret, name } = await world().make("/v1/webhooks", body);
    const delivery = (await post(`/v1/webhooks/${String(id)}:ping`)).json();
    expect(delivery).toMatchObject({
      state: "pending",
      attempts: 0,
      event_type: "webhook.ping",
      webhook_id: id,
    });
    await receiver.until(1);
    const [message] = receiver.received;
    expect(isSignedBy(String(secret), message!)).toBe(true);
    expect(message!.event()).toMatchObject({
      id: delivery["event_id"],
      source: "https://jeton.test",
      type: "jeton.webhook.ping",
      data: { webhook_id: id, name, project: "shop" },
    });
    const path = `/v1/webhook-deliveries/${String(delivery["id"])}`;
    await expect
      .poll(async () => (await world().send({ path })).json())
      .toMatchObject({ state: "delivered", attempts: 1, last_status: 204, last_error: null });
    const again = await post(`${path}:resend`);
    expect(again.json()).toMatchObject({ state: "pending", event_id: delivery["event_id"] });
    await receiver.until(2);
    expect(receiver.received[1]!.headers.get("webhook-id")).toBe(message!.headers.get("webhook-id"));
    const metrics = (await world().send({ path: "/metrics" })).text;
    expect(metrics).toMatch(/jeton_webhook_attempts_total\{event="webhook\.ping",outcome="delivered"\} [12]/);
    expect(metrics).not.toContain(String(id));
  });

  test("a disabled one is asked for nothing", async () => {
    const { id } = await samples.webhook(world());
    await world().send({ method: "PATCH", path: `/v1/webhooks/${id}`, body: { disabled: true } });
    const request = { method: "POST", path: `/v1/webhooks/${id}:ping` };
    expect(await world().refusal(request)).toBe("409 wrong_state");
  });

  usualRefusals(world, {
    id: "webhook.ping",
    request: async (it) => ({ method: "POST", path: `/v1/webhooks/${(await samples.webhook(it)).id}:ping` }),
  });
});
