import { expect, test } from "vitest";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/webhook-deliveries", (world) => {
  const list = async (query: string, token?: string) => {
    const path = `/v1/webhook-deliveries?page_size=200${query}`;
    const reply = await world().send({ path, ...(token !== undefined && { token }) });
    return (reply.json()["items"] as readonly Record<string, unknown>[]).map(({ id }) => id);
  };

  test("is narrowed by webhook, project, event, state and time, and shows nobody those of other projects", async () => {
    const ping = async (project: string) => {
      const { id } = await samples.webhook(world(), project);
      return (await world().send({ method: "POST", path: `/v1/webhooks/${id}:ping` })).json();
    };
    const [shop, other] = [await ping("shop"), await ping("shopping")];
    for (const [query, ids] of [
      [`&webhook_id=${String(shop["webhook_id"])}`, [shop["id"]]],
      [`&event_id=${String(other["event_id"])}`, [other["id"]]],
      ["&project=shopping", [other["id"]]],
      ["&event_type=webhook.ping&state=pending", [shop["id"], other["id"]]],
      [`&subject_id=${String(shop["webhook_id"])}`, [shop["id"]]],
      ["&state=dead", []],
      ["&created_after=2100-01-01T00:00:00Z", []],
    ] as const)
      expect([query, await list(query)]).toEqual([query, ids]);
    const { token } = await world().account({ project: "shopping", role: "role_viewer" });
    expect(await list("", token)).toEqual([other["id"]]);
    expect(await world().refusal({ path: "/v1/webhook-deliveries?state=lost" })).toBe(
      "422 validation_failed",
    );
  });

  usualRefusals(world, {
    id: "webhook_delivery.list",
    request: () => ({ path: "/v1/webhook-deliveries" }),
    stranger: "none",
    bystander: "none",
  });
});
