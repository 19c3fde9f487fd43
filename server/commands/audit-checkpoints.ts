import { createPublicKey } from "node:crypto";
import type { Logger } from "pino";
import { appendCheckpoint, openCheckpoints } from "./checkpoint-file.ts";
import type { Config } from "../config/config.ts";
import { checkpointLine } from "../domain/audit/checkpoint.ts";
import type { Dependencies } from "../domain/dependencies.ts";
import { recordRestoration } from "../domain/restore/record-restoration.ts";
import type { ChainEnd, Store } from "../domain/store.ts";
import { loadAuditKey } from "../domain/secrets/signing-key.ts";
import { type CheckpointJob, createCheckpointJob } from "../jobs/write-checkpoints.ts";

type World = Pick<Dependencies, "store" | "now" | "newId" | "vault">;

/**
 * Starts to sign where the audit ends; undefined where nobody asked for it.
 * @throws Error with a message for people
 */
export async function startCheckpoints(
  { config, logger }: { readonly config: Config; readonly logger: Logger },
  { vault, ...world }: World,
): Promise<CheckpointJob | undefined> {
  const { auditCheckpoints: file } = config;
  if (file === undefined || vault === null) return undefined;
  const { privateKey, publicKey: pem } = await loadAuditKey(world, vault);
  const last = await openCheckpoints(file, { key: createPublicKey(pem), pem });
  const head = await world.store.auditHead();
  if (last && (await hasGoneBack(world.store, last))) {
    logger.error(
      { file, checkpoint: last.sequence, audit: head.sequence },
      "The audit is not what its last checkpoint saw: entries were removed, or an older database was restored; `jeton audit verify` tells",
    );
    // What was revoked since may be in it again, and whoever put it there has not said so.
    await recordRestoration(world, { reason: "went_back", lost: last.sequence }, head);
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

/** Whether the audit is not the one that a checkpoint saw, or no longer goes as far. */
async function hasGoneBack(store: Store, { sequence, hash }: ChainEnd): Promise<boolean> {
  const [entry] = sequence === 0 ? [] : await store.audit(sequence - 1, 1);
  return sequence > 0 && entry?.hash !== hash;
}
