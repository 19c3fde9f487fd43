import type { Config } from "../config/config.ts";
import { keepLine, newKey, readLine } from "../config/env-file.ts";
import type { Dependencies } from "../domain/dependencies.ts";
import type { Vault } from "../domain/secrets/sealing.ts";
import { openVault } from "../domain/secrets/vault.ts";

/**
 * The vault under the key that is at hand; null where there is none.
 * @throws Error with a message for people
 */
export async function vaultAtHand(
  config: Config,
  world: Pick<Dependencies, "store" | "now" | "newId" | "randomBytes">,
): Promise<Vault | null> {
  const current = await ensureEncryptionKey(config, world);
  return current === undefined ? null : openVault(world, { current, previous: await previousKeys(config) });
}

/** The keys before, of the environment and of the data folder, where the environment may name another one. */
async function previousKeys({
  previousEncryptionKey: given,
  database: { dataFolder },
}: Config): Promise<readonly string[]> {
  const kept = dataFolder === undefined ? undefined : await readLine(dataFolder, "JETON_ENCRYPTION_KEY");
  return [given, kept].filter((text) => text !== undefined);
}

/** The key of the environment or of the data folder, where the environment wins; undefined when neither has one. */
export async function encryptionKeyAtHand({
  encryptionKey: given,
  database: { dataFolder },
}: Config): Promise<string | undefined> {
  return given ?? (dataFolder === undefined ? undefined : await readLine(dataFolder, "JETON_ENCRYPTION_KEY"));
}

/**
 * The key that keys are sealed with, made at the first start on a database that is a file. It is on the disk before it
 * is used; for a database that has one none is written, since it could not be the one that is missing.
 */
export async function ensureEncryptionKey(
  config: Config,
  { store }: Pick<Dependencies, "store">,
): Promise<string | undefined> {
  const { dataFolder } = config.database;
  const kept = await encryptionKeyAtHand(config);
  if (kept !== undefined || dataFolder === undefined) return kept;
  const value = newKey();
  const isFirst = (await store.read.encryption_keys.list({}, { limit: 1 })).length === 0;
  const note =
    "What Jeton keeps sealed in the database is opened with this: keep it with your backups, and to yourself.";
  if (isFirst) await keepLine(dataFolder, { name: "JETON_ENCRYPTION_KEY", value, note });
  return value;
}
