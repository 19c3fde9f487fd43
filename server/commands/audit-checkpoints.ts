import { createPublicKey } from "node:crypto";
import type { Logger } from "pino";
import { appendCheckpoint, openCheckpoints } from "./checkpoint-file.ts";
import type { Config } from "../config/config.ts";
import { checkpointLine } from "../domain/checkpoint.ts";
import type { Dependencies } from "../domain/dependencies.ts";
import { loadAuditKey } from "../domain/signing-key.ts";
import { keepLine, newKey, readLine } from "../config/env-file.ts";
import { type CheckpointJob, createCheckpointJob } from "../jobs/write-checkpoints.ts";

type World = Pick<Dependencies, "store" | "now" | "newId" | "randomBytes">;

/**
 * Starts to sign where the audit ends; undefined where nobody asked for it.
 * @throws Error with a message for people
 */
export async function startCheckpoints(
  { config, logger }: { readonly config: Config; readonly logger: Logger },
  world: World,
): Promise<CheckpointJob | undefined> {
  const { auditCheckpoints: file } = config;
  const current = await encryptionKeyText(config, world);
  if (current === undefined) return undefined;
  const previous = await previousKeys(config);
  const { privateKey, publicKey: pem } = await loadAuditKey(world, { current, previous });
  if (file === undefined) return undefined;
  const last = await openCheckpoints(file, { key: createPublicKey(pem), pem });
  const head = await world.store.auditHead();
  if (last && last.sequence > head.sequence) {
    logger.error(
      { file, checkpoint: last.sequence, audit: head.sequence },
      "The audit ends before its last checkpoint: entries were removed, or an older database was restored; `jeton audit verify` tells",
    );
  }
  return createCheckpointJob({
    store: world.store,
    covered: last?.hash === head.hash ? head.sequence : 0,
    append: (end) =>
      appendCheckpoint(file, checkpointLine({ ...end, time: world.now().toISOString() }, privateKey)),
    onError: (cause) => {
      logger.warn({ err: cause }, "no checkpoint of the audit could be written; the next minute tries again");
    },
  });
}

/** The keys before, of the environment and of the data folder, where the environment may name another one. */
async function previousKeys({
  previousEncryptionKey: given,
  database: { dataFolder },
}: Config): Promise<readonly string[]> {
  const kept = dataFolder === undefined ? undefined : await readLine(dataFolder, "JETON_ENCRYPTION_KEY");
  return [given, kept].filter((text) => text !== undefined);
}

/**
 * The key that keys are sealed with, made at the first start on a database that is a file. It is on the disk before it
 * is used; for a database that has one none is written, since it could not be the one that is missing.
 */
async function encryptionKeyText(
  { encryptionKey: given, database: { dataFolder } }: Config,
  { store }: World,
): Promise<string | undefined> {
  const name = "JETON_ENCRYPTION_KEY";
  if (given !== undefined || dataFolder === undefined) return given;
  const kept = await readLine(dataFolder, name);
  if (kept !== undefined) return kept;
  const value = newKey();
  const isFirst = (await store.read.encryption_keys.list({}, { limit: 1 })).length === 0;
  const note =
    "What Jeton keeps sealed in the database is opened with this: keep it with your backups, and to yourself.";
  if (isFirst) await keepLine(dataFolder, { name, value, note });
  return value;
}
