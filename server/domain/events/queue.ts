import { webhookDelivery } from "../../contract/nouns/webhook-delivery.ts";
import type { Dependencies } from "../dependencies.ts";
import type { EventRow, WebhookDeliveryRow, WebhookRow } from "./event-rows.ts";
import type { Transaction } from "../store.ts";

/** Messages that wait for one webhook at most: what is more is dropped, and the webhook says since when. */
export const MOST_WAITING = 10_000;

interface Telling {
  readonly event: EventRow;
  readonly webhooks: readonly WebhookRow[];
}

/** Writes what is to be sent; whether there is anything. */
export async function enqueue(
  deps: Pick<Dependencies, "now" | "newId">,
  rows: Pick<Transaction, "webhooks" | "events" | "webhook_deliveries">,
  made: readonly Telling[],
): Promise<boolean> {
  if (made.length === 0) return false;
  const room = await roomOf(rows, made);
  const deliveries: WebhookDeliveryRow[] = [];
  const events: EventRow[] = [];
  const full = new Set<string>();
  for (const { event, webhooks } of made) {
    const before = deliveries.length;
    for (const webhook of webhooks) {
      const left = room.get(webhook.id) ?? 0;
      room.set(webhook.id, left - 1);
      if (left > 0) deliveries.push(deliveryOf(deps.newId(webhookDelivery.idPrefix), webhook, event));
      else full.add(webhook.id);
    }
    if (deliveries.length > before) events.push(event);
  }
  await rows.events.insertAll(events);
  await rows.webhook_deliveries.insertAll(deliveries);
  await rows.webhooks.updateAll({ id: [...full] }, { dropped_at: deps.now().toISOString() });
  return deliveries.length > 0;
}

export function deliveryOf(id: string, webhook: WebhookRow, event: EventRow): WebhookDeliveryRow {
  return {
    id,
    webhook_id: webhook.id,
    project_id: webhook.project_id,
    event_id: event.id,
    event_type: event.type,
    subject_id: event.subject_id,
    state: "pending",
    attempts: 0,
    next_attempt_at: event.created_at,
    lease_id: null,
    leased_until: null,
    last_attempt_at: null,
    last_status: null,
    last_error: null,
    delivered_at: null,
    created_at: event.created_at,
  };
}

/** How many more each webhook takes. */
async function roomOf(
  { webhook_deliveries: deliveries }: Pick<Transaction, "webhook_deliveries">,
  made: readonly Telling[],
): Promise<Map<string, number>> {
  const room = new Map<string, number>();
  for (const id of new Set(made.flatMap(({ webhooks }) => webhooks.map((webhook) => webhook.id)))) {
    room.set(id, MOST_WAITING - (await deliveries.count({ webhook_id: id, state: "pending" })));
  }
  return room;
}
