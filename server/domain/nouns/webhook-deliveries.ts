import { PING } from "../../contract/event-types.ts";
import { webhookDelivery } from "../../contract/nouns/webhook-delivery.ts";
import type { Reply } from "../../contract/operations.ts";
import { Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import type { EventRow, WebhookDeliveryRow, WebhookRow } from "../events/event-rows.ts";
import { deliveryOf } from "../events/queue.ts";
import { conditionsOf } from "../list-filters.ts";
import { listFor } from "../listing.ts";
import { findFor, type Resource, scopeFilter } from "../resource.ts";
import type { Written } from "../store.ts";
import { changing, entry, reading } from "../use-case.ts";

/** Who may read a webhook may read how its deliveries went; what they tell is not in it. */
const webhookDeliveryResource: Resource<typeof webhookDelivery, "webhook_deliveries"> = {
  noun: webhookDelivery,
  kind: "webhook_deliveries",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ id }) => id,
  find: async () => undefined,
  where: async (context, query) => ({
    allOf: conditionsOf<WebhookDeliveryRow>(webhookDelivery.filters, query),
    ...(await scopeFilter(context, query["project"])),
    // One of the words of the table.
    state: query["state"] as WebhookDeliveryRow["state"] | undefined,
  }),
  show: async (row, { scopes }) => {
    const { lease_id: _, leased_until: __, project_id, ...shown } = row;
    return { ...shown, project: (await scopes.byId(project_id))?.name ?? project_id };
  },
  // They go with their webhook.
  remove: async () => [],
};

type Cases = Pick<UseCases, Extract<keyof UseCases, `webhook_delivery.${string}`>>;
type Shown = Reply<"webhook_delivery.get">;

export function webhookDeliveries(deps: Dependencies): Cases {
  const resource = webhookDeliveryResource;
  return {
    "webhook_delivery.list": reading(deps, (context, { query }) => listFor(context, resource, query)),
    "webhook_delivery.get": reading(deps, async (context, { id }) => {
      const { row } = await findFor(context, resource, { id, needs: "jeton.webhook:read" });
      return resource.show(row, context);
    }),
    "webhook_delivery.resend": changing(deps, resend),
  };
}

/**
 * At once, and from then on as if it were new; the message has the id that it had.
 * @throws Problem `wrong_state` where the webhook is disabled
 */
async function resend(change: Change, { id }: { readonly id: string }): Promise<Written<Shown>> {
  const { rows, now } = change;
  const { row } = await findFor(change, webhookDeliveryResource, { id, needs: "jeton.webhook:update" });
  const webhook = await rows.webhooks.get(row.webhook_id);
  if (webhook?.disabled === true) {
    throw new Problem("wrong_state", "the webhook is disabled; enable it first");
  }
  const patch = { state: "pending", attempts: 0, next_attempt_at: now } as const;
  await rows.webhook_deliveries.update(id, patch);
  return {
    result: await webhookDeliveryResource.show({ ...row, ...patch }, change),
    entries: [entry("webhook_delivery.resend", id, { webhook_id: row.webhook_id, event_id: row.event_id })],
  };
}

/**
 * An event of its own for one webhook alone.
 * @throws Problem `wrong_state` for one that is disabled
 */
export async function ping(
  { newId }: Pick<Dependencies, "newId">,
  change: Change,
  webhook: WebhookRow,
): Promise<Written<Shown>> {
  if (webhook.disabled) throw new Problem("wrong_state", "the webhook is disabled; enable it first");
  const { rows, now, scopes } = change;
  const project = (await scopes.byId(webhook.project_id))?.name ?? webhook.project_id;
  const event: EventRow = {
    id: newId("evt"),
    type: PING,
    project_id: webhook.project_id,
    subject_id: webhook.id,
    data: { project, webhook_id: webhook.id, name: webhook.name },
    created_at: now,
  };
  const row = deliveryOf(newId(webhookDelivery.idPrefix), webhook, event);
  await rows.events.insert(event);
  await rows.webhook_deliveries.insert(row);
  return {
    result: await webhookDeliveryResource.show(row, change),
    entries: [entry("webhook.ping", webhook.id, { delivery_id: row.id })],
  };
}
