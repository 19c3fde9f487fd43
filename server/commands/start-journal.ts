import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import { recordRestoration } from "../domain/restore/record-restoration.ts";
import { replayRemovals } from "../domain/restore/replay-removals.ts";
import { journalsAhead } from "../store/journals-ahead.ts";
import type { OpenedWorld } from "./open-world.ts";

/** Milliseconds after which it is said again that nothing is missing from the journals. */
const INTERVAL = 5000;

interface Options {
  readonly config: Config;
  readonly logger: Logger;
}

/**
 * Holds the database against its revocation journals, and says from now on that they are whole; undefined where there are
 * none. It comes before anything is changed: the database may be older than what they tell.
 */
export async function startJournal(
  { config: { revocationJournal: folder }, logger }: Options,
  world: OpenedWorld,
): Promise<{ readonly stop: () => Promise<void> } | undefined> {
  const { journal, store, now } = world;
  if (folder === undefined || !journal) return undefined;
  await catchUp(folder, logger, world);
  const beat = async (): Promise<void> => {
    const at = now().toISOString();
    await journal.beat({ at, ...(await store.auditHead()) });
  };
  const onError = (err: unknown): void => {
    logger.warn(
      { err, folder },
      "it could not be noted that the revocation journals are whole; it is tried again",
    );
  };
  await beat();
  const timer = setInterval(() => void beat().catch(onError), INTERVAL);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await beat().catch(onError);
    },
  };
}

/** A database that lacks what its journals saw committed is an older one; what may not have been committed is made up for. */
async function catchUp(folder: string, logger: Logger, world: OpenedWorld): Promise<void> {
  const { store } = world;
  const [last] = await store.read.restorations.list(
    {},
    {
      limit: 1,
      order: { column: "created_at", descending: true },
    },
  );
  const head = await store.auditHead();
  const { lost, uncommitted } = await journalsAhead(folder, {
    head,
    since: last?.created_at ?? "",
    hashAt: async (sequence) => (await store.audit(sequence - 1, 1))[0]?.hash,
  });
  if (lost !== undefined) {
    logger.error(
      { folder, journal: lost, audit: head.sequence },
      "The database is older than its revocation journals: an older one was put in its place. `jeton restore --quarantine --journal` removes again what they tell",
    );
    await recordRestoration(world, { reason: "went_back", lost }, head);
    return;
  }
  let removed = 0;
  for (const one of uncommitted.flatMap((record) => record.removed))
    removed += await replayRemovals(world, one);
  if (removed > 0) {
    logger.warn(
      { removed },
      "What was being revoked when a server stopped, and nobody was told of, is revoked now",
    );
  }
}
