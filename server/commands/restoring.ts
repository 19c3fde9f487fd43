import { createPublicKey, type KeyObject, randomBytes } from "node:crypto";
import type { Config } from "../config/config.ts";
import { checkpointLine } from "../domain/audit/checkpoint.ts";
import { createClock } from "../domain/clock.ts";
import { accept, type Trusted } from "../domain/restore/accept.ts";
import { type Restored } from "../domain/restore/record-restoration.ts";
import { canaryOf, saltKey } from "../domain/secrets/secrets.ts";
import { loadAuditKey } from "../domain/secrets/signing-key.ts";
import type { ChainEnd, Store } from "../domain/store.ts";
import { createNewId } from "../new-id.ts";
import { loadBackup } from "../store/load-backup.ts";
import { openJournal } from "../store/revocation-journal.ts";
import { openBackup } from "../store/read-backup.ts";
import { appendCheckpoint, openCheckpoints } from "./checkpoint-file.ts";
import { type JournalsAsked, outcomeOf, type Replayed, replayJournals } from "./replaying.ts";
import type { Terminal } from "./command-line.ts";
import { onExistingDatabase, type OfflineWorld } from "./existing-database.ts";
import { countingRows } from "./row-progress.ts";
import { saltsAtHand } from "./salts-at-hand.ts";
import { vaultAtHand } from "./vault-at-hand.ts";

export type RestoreTask = Pick<Terminal, "out" | "err" | "readFile" | "readInput"> & {
  readonly config: Config;
};

/** What the end of a restoration leaves to be done once it is committed. */
interface Finished {
  readonly head: ChainEnd;
  readonly time: string;
  /** Signs where the audit ends now; undefined where no checkpoints are written. */
  readonly key: KeyObject | undefined;
  readonly replayed: Replayed;
}

/** @throws Error with a message for people; the database is then as empty as it was */
export async function restoreBackup(
  { config, out, err }: RestoreTask,
  { file, from }: { readonly file: string; readonly from: JournalsAsked },
): Promise<void> {
  const backup = await openBackup(file);
  const clock = createClock({ wall: () => Date.now(), monotonic: () => performance.now() });
  const { now } = clock;
  const newId = createNewId(() => now().getTime());
  const { header, end } = backup;
  const { revocationJournal: folder } = config;
  const journal = folder === undefined ? undefined : openJournal(folder, now);
  const done = await loadBackup(config.database.url, backup, {
    now,
    newId,
    journal,
    onRows: countingRows(err),
    finish: async (store) => {
      await clock.follow(store.time);
      const world = { store, now, newId, randomBytes };
      const besides = { backup: { made_at: header.made_at, sha256: end.sha256 } };
      return finish(config, world, { reason: "backup", besides, from });
    },
  });
  await journal?.close();
  await signEnd(config, done);
  out(`${String(end.rows)} rows are restored, as they were at ${header.made_at}, and the audit is whole.\n`);
  out(outcomeOf(done.replayed));
}

/** @throws Error with a message for people */
export async function quarantineDatabase({ config, out }: RestoreTask, from: JournalsAsked): Promise<void> {
  await onExistingDatabase(config, async (world) => {
    const done = await finish(config, world, { reason: "by_hand", from });
    await signEnd(config, done);
    out(outcomeOf(done.replayed));
  });
}

/** @throws Error with a message for people */
export async function acceptRestored({ config, out, err }: RestoreTask, trusted: Trusted): Promise<void> {
  await onExistingDatabase(config, async (world) => {
    let count = 0;
    const progress = countingRows(err);
    const disabled = await accept(world, trusted, (more) => progress((count += more)));
    const counts = Object.entries(disabled).map(
      ([kind, number]) => `${String(number)} ${kind.replace("_", " ")}`,
    );
    out(`The quarantine has ended. Disabled: ${counts.join(", ")}.\n`);
    if (trusted !== "all") {
      out(
        "The audit names each of them (`jeton audit list`); enable what you know to be good, for example\n" +
          "  jeton enable token ID\n",
      );
    }
  });
}

/** Notes the restoration, and removes again what journals tell. What they and checkpoints saw tells how much is lost. */
async function finish(
  config: Config,
  world: OfflineWorld,
  { reason, besides, from }: Pick<Restored, "reason" | "besides"> & { readonly from: JournalsAsked },
): Promise<Finished> {
  const { store } = world;
  // Before anything here is added to it.
  const head = await store.auditHead();
  const vault = await vaultAtHand(config, world);
  const { auditCheckpoints: file } = config;
  const audit = vault && file !== undefined ? await loadAuditKey(world, vault) : undefined;
  const checkpoint =
    audit && file !== undefined
      ? await openCheckpoints(file, { key: createPublicKey(audit.publicKey), pem: audit.publicKey })
      : undefined;
  const replayed = await replayJournals(config, world, { reason, besides, from, head, checkpoint });
  // A salt that was given up since is needed no more.
  await demandSalt(config, store);
  return { head: await store.auditHead(), time: world.now().toISOString(), key: audit?.privateKey, replayed };
}

/** The checkpoint that says, signed, that the audit goes on from there: without it, one would be thought to have cut it. */
async function signEnd({ auditCheckpoints: file }: Config, { head, key, time }: Finished): Promise<void> {
  if (file === undefined || key === undefined) return;
  await appendCheckpoint(file, checkpointLine({ ...head, time }, key));
}

/** @throws Error when no server could be started on it with the salts at hand */
async function demandSalt(config: Config, { read }: Store): Promise<void> {
  const texts = await saltsAtHand(config);
  const canaries = new Set(
    (texts ? [texts.current, ...texts.previous] : []).map((text) => canaryOf(saltKey(text))),
  );
  const [writing] = await read.salts.list({ state: "writing" });
  if (!writing || canaries.has(writing.canary)) return;
  throw new Error(
    `the backup's hashes are made with the salt ${writing.id}, which is not at hand; set it as JETON_TOKEN_SALT, or put the ` +
      "`.env` that was beside the database where this one is to be. Nothing was restored",
  );
}
