import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import { createEpochWatch } from "../domain/memory/epoch-watch.ts";
import { createMemory, type Memory } from "../domain/memory/memory.ts";
import type { Store } from "../domain/store.ts";
import { pollEpoch } from "../jobs/poll-epoch.ts";

interface Watching {
  readonly memory: Memory;
  readonly demandSame: () => void;
  /** Of a change by another process: nothing that was read before it is used any more. */
  readonly note: (epoch: number) => void;
  readonly stop: () => Promise<void>;
}

/** What verifications remember, and the job that keeps it from being outdated. */
export async function startMemory(
  { logger, config: { rememberedTokens: most } }: { readonly logger: Logger; readonly config: Config },
  {
    store,
    now,
    randomBytes,
  }: {
    readonly store: Store;
    readonly now: () => Date;
    readonly randomBytes: (count: number) => Uint8Array;
  },
): Promise<Watching> {
  const monotonic = (): number => performance.now();
  const watch = createEpochWatch(store.head, { monotonic, wall: () => Date.now() }, (lost) => {
    logger.fatal(
      { known: lost.known, read: lost.read },
      "the database has lost changes that were acknowledged: it was put back to an earlier state, or a replica took over that had not all of them. Nothing is answered from here on, since what was revoked may be live there; look after that, then restart this server",
    );
  });
  store.onEpoch((raised) => {
    if (raised === undefined) watch.read().catch(() => undefined);
    else watch.note(raised);
  });
  await watch.read();
  const { stop } = pollEpoch(watch);
  const memory = createMemory({ store, watch, now, monotonic, randomBytes, most });
  return { memory, demandSame: watch.demandSame, note: watch.note, stop };
}
