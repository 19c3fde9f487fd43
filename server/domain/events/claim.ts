import { SYSTEM } from "../../contract/text.ts";
import type { Dependencies } from "../dependencies.ts";
import type { WebhookDeliveryRow, WebhookRow } from "./event-rows.ts";
import { createScopes } from "../authorization/scopes.ts";
import type { Reader, Where } from "../store.ts";

/** Milliseconds for which nobody else sends what was claimed: more than an attempt takes, and short for what a dead server took. */
export const LEASE_MS = 15_000;

/**
 * At a time, by one server: so many to one webhook, to one whose last attempt failed, and to all of a tenant. That is a
 * project that is in no other, with all below it: whoever has one makes as many projects and webhooks there as they like.
 */
const MOST_TO_ONE = 4;
const MOST_TO_FAILING = 1;
const MOST_OF_TENANT = 12;

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
  const claimed: WebhookDeliveryRow[] = [];
  const { placed, counts } = await loadsOf(store.read, await webhooks.list({ disabled: false }), busy);
  for (const { webhook, path } of fewestFirst(placed, counts)) {
    const [tenant = webhook.id] = path;
    const ofTenant = MOST_OF_TENANT - (counts.get(tenant) ?? 0);
    const ofWebhook = MOST_TO_ONE - (counts.get(webhook.id) ?? 0);
    const room = Math.min(free - claimed.length, ofWebhook, ofTenant);
    if (room <= 0) continue;
    const found = await deliveries.list({ ...isDue, webhook_id: webhook.id }, { limit: room });
    const isFailing = found.some(({ attempts }) => attempts > 0);
    const most = isFailing ? MOST_TO_FAILING - (counts.get(webhook.id) ?? 0) : room;
    for (const row of found.slice(0, Math.max(0, most))) {
      const ours = await claim(deps, row, at);
      if (!ours) continue;
      claimed.push(ours);
      addTo(counts, path, 1);
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

interface Placed {
  readonly webhook: WebhookRow;
  /** The ids of the projects it is in, the tenant first (of the system, that alone), and its own. */
  readonly path: readonly string[];
}

/** Where each webhook is, and how many are under way in each place. */
async function loadsOf(
  reader: Reader,
  webhooks: readonly WebhookRow[],
  busy: Busy,
): Promise<{ readonly placed: readonly Placed[]; readonly counts: Map<string, number> }> {
  const places = [...webhooks.map(({ project_id }) => project_id), ...busy.keys()];
  const scopes = await createScopes(reader).byIds(places);
  const pathOf = (id: string): readonly string[] => {
    const { chain = [id] } = scopes.get(id) ?? {};
    return chain.filter((above) => above === id || above !== SYSTEM).toReversed();
  };
  const counts = new Map<string, number>();
  for (const [id, count] of busy) addTo(counts, pathOf(id), count);
  const placed = webhooks.map((webhook) => ({ webhook, path: [...pathOf(webhook.project_id), webhook.id] }));
  return { placed, counts };
}

function addTo(counts: Map<string, number>, path: readonly string[], count: number): void {
  for (const id of path) counts.set(id, (counts.get(id) ?? 0) + count);
}

/** By tenants, then by the projects below them, then by webhooks: nobody is before others for having more of them. */
function fewestFirst(placed: readonly Placed[], counts: Busy): readonly Placed[] {
  const loads = ({ path }: Placed): readonly number[] => path.map((id) => counts.get(id) ?? 0);
  const known = placed.map((one) => ({ one, loads: loads(one) }));
  const compared = known.toSorted((a, b) => {
    const at = a.loads.findIndex((load, index) => load !== (b.loads[index] ?? load));
    return at === -1 ? 0 : (a.loads[at] ?? 0) - (b.loads[at] ?? 0);
  });
  return compared.map(({ one }) => one);
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
