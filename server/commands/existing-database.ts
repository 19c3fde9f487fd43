import { existsSync } from "node:fs";
import type { Config } from "../config/config.ts";
import { openWorld, type OpenedWorld } from "./open-world.ts";

/** What a command changes a database with, whether or not a server runs on it. */
export type OfflineWorld = Omit<OpenedWorld, "clock" | "journal">;

/**
 * Does some work on the database of the configuration, on which a server has started before.
 * @throws Error with a message for people
 */
export async function onExistingDatabase(
  { database: { url }, revocationJournal: journalFolder }: Config,
  work: (world: OfflineWorld) => Promise<void>,
): Promise<void> {
  if (url.startsWith("sqlite:") && !existsSync(url.slice("sqlite:".length))) {
    throw new Error(`there is no database ${url}; set JETON_DATABASE_URL as the server has it`);
  }
  const world = await openWorld(url, { journalFolder });
  const { store } = world;
  try {
    const [salt] = await store.read.salts.list({}, { limit: 1 });
    if (!salt) throw new Error("this database has no salt yet; it gets one when a server starts on it");
    await work(world);
  } finally {
    await store.close();
  }
}
