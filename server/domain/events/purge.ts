import type { Dependencies } from "../dependencies.ts";

/** Longer than a delivery is tried, and long enough to look into what was given up. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

const MOST_AT_ONCE = 500;

/** Deletes events of long ago and their deliveries, a batch of each; whether there may be more. */
export async function purgeEvents({ store, now }: Pick<Dependencies, "store" | "now">): Promise<boolean> {
  const where = { created_at: { before: new Date(now().getTime() - KEPT_MS).toISOString() } };
  const page = { limit: MOST_AT_ONCE };
  const deliveries = (await store.read.webhook_deliveries.list(where, page)).map(({ id }) => id);
  const events = (await store.read.events.list(where, page)).map(({ id }) => id);
  if (deliveries.length + events.length > 0) {
    await store.track(async (rows) => {
      await rows.webhook_deliveries.delete({ id: deliveries });
      await rows.events.delete({ id: events });
    });
  }
  return deliveries.length === MOST_AT_ONCE || events.length === MOST_AT_ONCE;
}
