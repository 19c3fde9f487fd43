import type { Config } from "../config/config.ts";
import { recover } from "../domain/recover.ts";
import { canaryOf, saltKey, type Salts } from "../domain/secrets/secrets.ts";
import type { Store } from "../domain/store.ts";
import { onExistingDatabase } from "./existing-database.ts";
import { handOver } from "./hand-over.ts";
import { saltsAtHand } from "./salts-at-hand.ts";

/** What was asked for. */
export interface Recovery {
  /** Whether to make a token even though somebody has a usable one. */
  readonly force: boolean;
}

export const ADMIN_USAGE = `Usage: jeton admin recover [--force]

  recover   Make a bootstrap token when no system administrator is left with a usable token or a password; --force makes
            one all the same. It is handed over as at the first start, and ends after 24 hours.

It reads the environment that the server has: JETON_DATABASE_URL, JETON_TOKEN_SALT, JETON_TOKEN_SALT_PREVIOUS.
`;

/** The request that the arguments make; undefined when they make none. */
export function parseRecovery([name, ...rest]: readonly string[]): Recovery | undefined {
  if (name !== "recover") return undefined;
  if (rest.length === 0) return { force: false };
  return rest.length === 1 && rest[0] === "--force" ? { force: true } : undefined;
}

interface Task {
  readonly config: Config;
  readonly out: (text: string) => void;
  readonly isInteractive: boolean;
}

/**
 * Does it, on the database of the configuration, whether or not a server runs on it.
 * @throws Error with a message for people when it is refused; nothing is changed then
 */
export async function runRecovery(recovery: Recovery, { config, out, isInteractive }: Task): Promise<void> {
  const { dataFolder } = config.database;
  if (!isInteractive && dataFolder === undefined) {
    throw new Error("the bootstrap token would be shown to nobody: run this on a terminal");
  }
  await onExistingDatabase(config, async (world) => {
    const salts = await saltsOf(config, world.store);
    const made = await recover({ ...world, salts, audience: config.publicUrl ?? null }, recovery);
    const file = await handOver(made, { show: isInteractive ? out : undefined, dataFolder });
    if (file !== undefined) out(`The bootstrap token, valid until ${made.expiresAt}, is in ${file}\n`);
  });
}

/** The one that hashes are made with now; unlike a start, this announces none and lets none follow. */
async function saltsOf(config: Config, { read }: Store): Promise<Salts> {
  const texts = await saltsAtHand(config);
  const atHand = texts ? [texts.current, ...texts.previous] : [];
  const keys = new Map(atHand.map(saltKey).map((key) => [canaryOf(key), key]));
  const [writing] = await read.salts.list({ state: "writing" });
  const key = writing && keys.get(writing.canary);
  if (!key) {
    throw new Error(
      "the salt that hashes are made with is not at hand; set JETON_TOKEN_SALT as the server has it",
    );
  }
  return { keys, byId: new Map(), writing: { id: writing.id, key } };
}
