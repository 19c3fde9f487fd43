import type { Config } from "../config/config.ts";
import { keepSalts, newSalt } from "../config/data-folder.ts";
import type { Store } from "../domain/store.ts";
import { alone } from "../store/alone.ts";
import { saltsAtHand } from "./salts-at-hand.ts";
import { encryptionKeyAtHand, ensureEncryptionKey } from "./vault-at-hand.ts";

/**
 * Makes the salt and the encryption key at the first start on a database that is a file: on the disk before anything is made
 * with them. Several processes that start at once do so one after the other, under the file's lock: each would else put its
 * own salt in the place of another's, with which the database was made by then.
 */
export async function keepFirstSecrets(config: Config, world: { readonly store: Store }): Promise<void> {
  const { url, dataFolder } = config.database;
  if (dataFolder === undefined) return;
  if ((await saltsAtHand(config)) && (await encryptionKeyAtHand(config)) !== undefined) return;
  await alone(url, async () => {
    if (!(await saltsAtHand(config))) await keepFirstSalt(dataFolder, world);
    await ensureEncryptionKey(config, world);
  });
}

/** For a database that has salts none is written, since it could not be the one that is missing. */
async function keepFirstSalt(dataFolder: string, { store }: { readonly store: Store }): Promise<void> {
  const [known] = await store.read.salts.list({}, { limit: 1 });
  if (!known) await keepSalts(dataFolder, { current: newSalt(), previous: [] });
}
