import type { Logger } from "pino";
import type { Store } from "../domain/store.ts";
import { createQuarantine, type Quarantine } from "../domain/restore/quarantine.ts";

/** Milliseconds between two looks, each at a table of a row for every restoration there ever was. */
const INTERVAL = 1000;

const MEANING =
  "The database was restored and is in quarantine: nothing made before is accepted. `jeton admin recover --force` makes a " +
  "token to look with, `jeton restore --accept` ends it";

export interface WatchedQuarantine extends Quarantine {
  readonly stop: () => void;
}

/** Looks now, and then each second, whether the database is in quarantine, and logs when that changes. */
export async function startQuarantine(
  { logger }: { readonly logger: Logger },
  { store }: { readonly store: Store },
): Promise<WatchedQuarantine> {
  const { since, look } = createQuarantine(store);
  let was: string | undefined;
  const tell = async (): Promise<void> => {
    await look();
    if (since() === was) return;
    if (since() !== undefined) logger.error({ since: since() }, MEANING);
    else logger.warn("The quarantine has ended: somebody accepted what was restored");
    was = since();
  };
  await tell();
  const timer = setInterval(() => {
    // Without a database nothing is accepted anyway, and it stays as it was.
    tell().catch(() => undefined);
  }, INTERVAL);
  timer.unref();
  return {
    since,
    look,
    stop: () => {
      clearInterval(timer);
    },
  };
}
