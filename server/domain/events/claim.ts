import type { Dependencies } from "../dependencies.ts";
import type { WebhookDeliveryRow, WebhookRow } from "../event-rows.ts";
import type { Where } from "../store.ts";

/** Milliseconds for which nobody else sends what was claimed: more than an attempt takes, and short for what a dead server took. */
export const LEASE_MS = 15_000;

/** At a time, by one server: so many to one webhook, to one whose last attempt failed, and to all of a project. */
const MOST_TO_ONE = 4;
const MOST_TO_FAILING = 1;
const MOST_OF_PROJECT = 12;

/** How many are under way, by the ids of webhooks and of projects. */
export type Busy = ReadonlyMap<string, number>;

/**
 * Takes deliveries that are due, the oldest of each webhook first, so that no other server sends them meanwhile. What a
 * server took that has died since is taken over once its lease has ended. However much waits for one webhook, or however
 * slow it is, others have their turn.
 * @param free how many may be taken
 */
export async function claimDue(
  deps: Pick<Dependencies, "store" | "now" | "newId">,
  { free, busy }: { readonly free: number; readonly busy: Busy },
): Promise<readonly WebhookDeliveryRow[]> {
  const { store, now } = deps;
  const { webhook_deliveries: deliveries, webhooks } = store.read;
  const at = now();
  const isDue = due(at.toISOString());
  if (free <= 0 || (await deliveries.list(isDue, { limit: 1 })).length === 0) return [];
  const counts = new Map(busy);
  const claimed: WebhookDeliveryRow[] = [];
  for (const webhook of fewestFirst(await webhooks.list({ disabled: false }), counts)) {
    const room = Math.min(free - claimed.length, roomFor(webhook, counts));
    if (room <= 0) continue;
    const found = await deliveries.list({ ...isDue, webhook_id: webhook.id }, { limit: room });
    const isFailing = found.some(({ attempts }) => attempts > 0);
    const most = isFailing ? MOST_TO_FAILING - (counts.get(webhook.id) ?? 0) : room;
    for (const row of found.slice(0, Math.max(0, most))) {
      const ours = await claim(deps, row, at);
      if (!ours) continue;
      claimed.push(ours);
      for (const key of [webhook.id, webhook.project_id]) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return claimed;
}

/** Instants are stored to the millisecond: up to now is before the next one. */
function due(now: string): Where<WebhookDeliveryRow> {
  const next = new Date(Date.parse(now) + 1).toISOString();
  return {
    state: "pending",
    next_attempt_at: { before: next },
    anyOf: [{ leased_until: null }, { leased_until: { before: now } }],
  };
}

function roomFor({ id, project_id }: WebhookRow, counts: Busy): number {
  return Math.min(MOST_TO_ONE - (counts.get(id) ?? 0), MOST_OF_PROJECT - (counts.get(project_id) ?? 0));
}

function fewestFirst(webhooks: readonly WebhookRow[], counts: Busy): readonly WebhookRow[] {
  const load = ({ id, project_id }: WebhookRow): number =>
    (counts.get(id) ?? 0) + (counts.get(project_id) ?? 0);
  return webhooks.toSorted((a, b) => load(a) - load(b));
}

/** Undefined when somebody else was first. */
async function claim(
  { store, newId }: Pick<Dependencies, "store" | "newId">,
  row: WebhookDeliveryRow,
  at: Date,
): Promise<WebhookDeliveryRow | undefined> {
  const lease = {
    lease_id: newId("lea"),
    leased_until: new Date(at.getTime() + LEASE_MS).toISOString(),
  };
  const isStill = { ...due(at.toISOString()), id: row.id };
  const taken = await store.track(({ webhook_deliveries: rows }) => rows.updateAll(isStill, lease));
  return taken === 1 ? { ...row, ...lease } : undefined;
}
