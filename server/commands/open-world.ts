import { randomBytes } from "node:crypto";
import { createClock, type Clock } from "../domain/clock.ts";
import type { Store } from "../domain/store.ts";
import { createNewId } from "../new-id.ts";
import { openStore } from "../store/open-store.ts";

/** A database, and what is needed besides to change it. */
export interface OpenedWorld {
  readonly store: Store;
  readonly clock: Clock;
  /** The database's time. */
  readonly now: () => Date;
  readonly newId: (prefix: string) => string;
  readonly randomBytes: (count: number) => Uint8Array;
}

interface OpenOptions extends Pick<Parameters<typeof openStore>[1], "onStep"> {
  /** Absent: as this version does. */
  readonly open?: typeof openStore | undefined;
}

/**
 * Opens the database, and goes by its time.
 * @throws Error when it cannot be used
 */
export async function openWorld(
  url: string,
  { onStep, open = openStore }: OpenOptions = {},
): Promise<OpenedWorld> {
  const clock = createClock({ wall: () => Date.now(), monotonic: () => performance.now() });
  const { now } = clock;
  const newId = createNewId(() => now().getTime());
  const store = await open(url, { now, newId, onStep });
  try {
    await clock.follow(store.time);
    return { store, clock, now, newId, randomBytes };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}
