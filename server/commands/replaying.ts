import { existsSync } from "node:fs";
import type { Config } from "../config/config.ts";
import { openRestorations } from "../domain/restore/quarantine.ts";
import { recordRestoration, type Restored, trustReplayed } from "../domain/restore/record-restoration.ts";
import { replayRemovals, watchingSignUps } from "../domain/restore/replay-removals.ts";
import type { RestorationRow } from "../domain/restore/restoration-row.ts";
import type { ChainEnd } from "../domain/store.ts";
import { chainStart } from "../store/audit-chain.ts";
import { type Journals, readJournals, type Restored as RestoredChain } from "../store/read-journal.ts";
import type { OfflineWorld } from "./existing-database.ts";

export interface JournalsAsked {
  /** Folders of journals, or single ones; absent, that of the configuration. */
  readonly places: readonly string[] | undefined;
  /** When the last server ended; absent, now. */
  readonly until: string | undefined;
}

export interface Replayed {
  /** How many rows were changed. */
  readonly count: number;
  /** Why something may be missing, and the database is in quarantine; undefined where nothing is. */
  readonly missing: string | undefined;
}

/** Milliseconds: servers say each five seconds that their journals are whole. */
const PRESENT_WITHIN = 15_000;

interface Asked extends Pick<Restored, "reason" | "besides"> {
  readonly from: JournalsAsked;
  /** Where the audit ends in what was restored. */
  readonly head: ChainEnd;
  /** The last one that was signed of the database as it was. */
  readonly checkpoint: ChainEnd | undefined;
}

/**
 * Quarantines what was restored, removes again what journals tell, and ends the quarantine where they tell all.
 * @throws Error with a message for people
 */
export async function replayJournals(
  config: Pick<Config, "revocationJournal">,
  world: OfflineWorld,
  asked: Asked,
): Promise<Replayed> {
  const { from, head, checkpoint, reason, besides } = asked;
  const places = from.places ?? foldersOf(config);
  const journals =
    places.length > 0 ? await readJournals(places, await restoredChain(world, asked)) : undefined;
  const until = from.until ?? world.now().toISOString();
  const open = await openRestorations(world.store.read);
  const missing = missingBefore(open, asked, journals) ?? missingOf(journals, { until, checkpoint });
  const told = { journal: journals && { reached: journals.reached.sequence, until: journals.until ?? null } };
  const lost = lastKnown(head, [checkpoint, journals?.reached]);
  await recordRestoration(world, { reason, lost, besides: { ...besides, ...told } }, head);
  const count = journals ? await replay(world, journals) : 0;
  if (missing === undefined) await trustReplayed(world);
  return { count, missing };
}

/**
 * What was put back by hand may have been written to since, so that its audit goes on beside the one that it had: only the
 * hashes tell which changes it has.
 */
async function restoredChain({ store }: OfflineWorld, { reason, head }: Asked): Promise<RestoredChain> {
  if (reason === "backup") return { head };
  const [since] = (await openRestorations(store.read)).map(({ created_at: at }) => at).toSorted();
  const hashes = new Set([chainStart.hash]);
  for (
    let after = 0, page = await store.audit(0, 1000);
    page.length > 0;
    page = await store.audit(after, 1000)
  ) {
    for (const { hash, sequence } of page) {
      hashes.add(hash);
      after = sequence;
    }
  }
  return { head, has: ({ hash }) => hashes.has(hash), before: since };
}

/** The last entry of the audit that is known to have been; undefined where none was after that one. */
function lastKnown(head: ChainEnd, ends: readonly (ChainEnd | undefined)[]): number | undefined {
  const last = Math.max(...ends.map((end) => end?.sequence ?? 0));
  return last > head.sequence ? last : undefined;
}

async function replay(world: OfflineWorld, journals: Journals): Promise<number> {
  const signUps = watchingSignUps();
  let count = 0;
  for await (const { removed } of journals.records()) {
    for (const one of removed) {
      count += await replayRemovals(world, one);
      signUps.note(one);
    }
  }
  return count + (await signUps.close(world));
}

/** By default the one that is written to, where it was. */
function foldersOf({ revocationJournal: folder }: Pick<Config, "revocationJournal">): readonly string[] {
  return folder !== undefined && existsSync(folder) ? [folder] : [];
}

/** Of restorations before this one that nobody has accepted yet. */
function missingBefore(
  open: readonly RestorationRow[],
  { reason }: Asked,
  journals: Journals | undefined,
): string | undefined {
  if (open.length > 0 && reason === "backup") return "it was in quarantine when the backup was made";
  const lost = Math.max(0, ...open.map(({ lost_sequence: sequence }) => sequence ?? 0));
  return lost > (journals?.reached.sequence ?? 0) && journals
    ? `an earlier restoration lost entries up to ${String(lost)}, which the journals do not tell of`
    : undefined;
}

function missingOf(
  journals: Journals | undefined,
  { until, checkpoint }: { readonly until: string } & Pick<Asked, "checkpoint">,
): string | undefined {
  if (!journals) return "there is no revocation journal";
  if (journals.gap !== undefined) return `the journals have a gap: ${journals.gap}`;
  if (checkpoint && !journals.passed(checkpoint)) {
    return `a checkpoint saw the audit at entry ${String(checkpoint.sequence)}, which the journals do not tell of`;
  }
  if (journals.until !== undefined && Date.parse(journals.until) >= Date.parse(until) - PRESENT_WITHIN) {
    return undefined;
  }
  const reach = journals.until === undefined ? "are empty" : `were last written to at ${journals.until}`;
  return `the journals ${reach}, and not until ${until}; if no server ran after that, name the time with --until`;
}

/** For people. */
export function outcomeOf({ count, missing }: Replayed): string {
  const removed = count === 0 ? "" : `${String(count)} rows are changed as the revocation journals tell.\n`;
  if (missing === undefined)
    return `${removed}All that was removed since is removed again: servers may start.\n`;
  return `${removed}The database is in quarantine, since ${missing}.
What was revoked since may be in it, and nothing made before is accepted. Look at it with a token of
\`jeton admin recover --force\`, then end the quarantine with \`jeton restore --accept\`.
`;
}
