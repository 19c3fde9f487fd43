import { randomBytes } from "node:crypto";
import { createEpochWatch } from "../../server/domain/memory/epoch-watch.ts";
import { createMemory, type Memory } from "../../server/domain/memory/memory.ts";
import type { Store } from "../../server/domain/store.ts";

/** What is remembered of a store that nobody else writes to: it is never too old, however the test turns the clock. */
export async function createTestMemory({
  store,
  now,
}: {
  readonly store: Store;
  readonly now: () => Date;
}): Promise<Memory> {
  const still = (): number => 0;
  const watch = createEpochWatch(store.head, { monotonic: still, wall: still });
  store.onEpoch((raised) => {
    if (raised !== undefined) watch.note(raised);
  });
  await watch.read();
  return createMemory({ store, watch, now, monotonic: still, randomBytes, most: 1000 });
}
