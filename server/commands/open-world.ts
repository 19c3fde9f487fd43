import { randomBytes } from "node:crypto";
import { createClock, type Clock } from "../domain/clock.ts";
import type { Store } from "../domain/store.ts";
import { createNewId } from "../new-id.ts";
import { openJournal, type RevocationJournal } from "../store/revocation-journal.ts";
import { openStore } from "../store/open-store.ts";

/** A database, and what is needed besides to change it. */
export interface OpenedWorld {
  readonly store: Store;
  /** Where what is taken away is noted; undefined where nobody asked for it. */
  readonly journal: RevocationJournal | undefined;
  readonly clock: Clock;
  /** The database's time. */
  readonly now: () => Date;
  readonly newId: (prefix: string) => string;
  readonly randomBytes: (count: number) => Uint8Array;
}

interface OpenOptions extends Pick<Parameters<typeof openStore>[1], "onStep"> {
  /** The folder of the revocation journals; absent, none is written. */
  readonly journalFolder?: string | undefined;
  /** Absent: as this version does. */
  readonly open?: typeof openStore | undefined;
}

/**
 * Opens the database, and goes by its time.
 * @throws Error when it cannot be used
 */
export async function openWorld(
  url: string,
  { onStep, journalFolder, open = openStore }: OpenOptions = {},
): Promise<OpenedWorld> {
  const clock = createClock({ wall: () => Date.now(), monotonic: () => performance.now() });
  const { now } = clock;
  const newId = createNewId(() => now().getTime());
  const journal = journalFolder === undefined ? undefined : openJournal(journalFolder, now);
  const store = await open(url, { now, newId, onStep, journal });
  try {
    await clock.follow(store.time);
    return { store, journal, clock, now, newId, randomBytes };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}
