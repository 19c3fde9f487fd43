import type { Dependencies } from "../dependencies.ts";
import type { ChainEnd, Reader } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";
import { openRestorations } from "./quarantine.ts";
import type { RestorationRow } from "./restoration-row.ts";

export interface Restored {
  readonly reason: RestorationRow["reason"];
  /** The last entry the audit is known to have had before. */
  readonly lost: number | undefined;
  /** What else the audit is to say of it. */
  readonly besides?: Readonly<Record<string, unknown>> | undefined;
}

/** The audit's words for it, by which `jeton audit verify` knows where the audit went back. */
export const RESTORED = "database.restore";

/**
 * Notes that the database is what it was before, and quarantines it: the audit goes on after its last entry with one that
 * says so.
 */
export function recordRestoration(
  { store, now, newId }: Pick<Dependencies, "store" | "now" | "newId">,
  restored: Restored,
  head: ChainEnd,
): Promise<RestorationRow> {
  return store.write(systemActor, async (rows) => {
    const time = now().toISOString();
    const row: RestorationRow = {
      id: newId("rst"),
      reason: restored.reason,
      sequence: head.sequence,
      hash: head.hash,
      lost_sequence: restored.lost ?? null,
      quarantined_since: await latest(rows, time),
      accepted_at: null,
      created_at: time,
    };
    await rows.restorations.insert(row);
    const { reason, sequence, hash, lost_sequence, quarantined_since } = row;
    const changes = { reason, sequence, hash, lost_sequence, quarantined_since, ...restored.besides };
    return {
      result: row,
      entries: [entry(RESTORED, row.id, changes)],
    };
  });
}

/** Ends the quarantine, all that was removed being removed again: of this restoration, and of those before that nobody accepted. */
export function trustReplayed({ store, now }: Pick<Dependencies, "store" | "now">): Promise<void> {
  return store.write(systemActor, async (rows) => {
    const ids = (await openRestorations(rows)).map(({ id }) => id);
    await rows.restorations.updateAll({ id: ids }, { accepted_at: now().toISOString() });
    return { result: undefined, entries: ids.map((id) => entry("database.accept", id, { by: "journal" })) };
  });
}

/** The clock may be behind that of whoever made the newest secret, or password: those are of before, too. */
async function latest(rows: Pick<Reader, "secrets" | "passwords">, now: string): Promise<string> {
  const newest = { limit: 1, order: { column: "created_at", descending: true } };
  const [secret] = await rows.secrets.list({}, newest);
  const [password] = await rows.passwords.list({}, newest);
  return [now, secret?.created_at ?? "", password?.created_at ?? ""].toSorted().at(-1) ?? now;
}
