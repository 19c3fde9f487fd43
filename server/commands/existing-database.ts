import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { Config } from "../config/config.ts";
import type { Store } from "../domain/store.ts";
import { createNewId } from "../new-id.ts";
import { openStore } from "../store/open-store.ts";

/** What a command changes a database with, whether or not a server runs on it. */
export interface OfflineWorld {
  readonly store: Store;
  readonly now: () => Date;
  readonly newId: (prefix: string) => string;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * Does some work on the database of the configuration, on which a server has started before.
 * @throws Error with a message for people
 */
export async function onExistingDatabase(
  { database: { url } }: Config,
  work: (world: OfflineWorld) => Promise<void>,
): Promise<void> {
  if (url.startsWith("sqlite:") && !existsSync(url.slice("sqlite:".length))) {
    throw new Error(`there is no database ${url}; set JETON_DATABASE_URL as the server has it`);
  }
  const now = (): Date => new Date();
  const newId = createNewId(() => Date.now());
  const store = await openStore(url, { now, newId });
  try {
    const [salt] = await store.read.salts.list({}, { limit: 1 });
    if (!salt) throw new Error("this database has no salt yet; it gets one when a server starts on it");
    await work({ store, now, newId, randomBytes });
  } finally {
    await store.close();
  }
}
