import type { Dependencies } from "../dependencies.ts";
import type { SaltRow } from "./key-rows.ts";
import { countLive } from "./salt-uses.ts";
import { canaryOf, type Salt, type Salts, saltKey } from "./secrets.ts";
import type { AuditEntry, Transaction } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";

/** The salts at hand, as texts. */
export interface SaltTexts {
  /** `JETON_TOKEN_SALT`. */
  readonly current: string;
  /** `JETON_TOKEN_SALT_PREVIOUS`: others that hashes may have been made with, or will be. */
  readonly previous: readonly string[];
}

/**
 * The salts at hand, held against those of the database. The first one ever becomes the one that hashes are made with; a
 * previous one that the database does not know is announced, which is to say accepted from now on; and the current one
 * that was announced before becomes the one that hashes are made with.
 * @throws Error with a message for the operator when a salt that tokens depend on is not at hand
 */
export async function loadSalts(
  { store, now, newId }: Pick<Dependencies, "store" | "now" | "newId">,
  { current, previous }: SaltTexts,
): Promise<Salts> {
  const keys = new Map([current, ...previous].map(saltKey).map((key) => [canaryOf(key), key]));
  const canary = canaryOf(saltKey(current));
  const rows = await store.write(systemActor, async (transaction) => {
    const time = now().toISOString();
    const entries: AuditEntry[] = [];
    const add = async (of: string, state: SaltRow["state"]): Promise<void> => {
      entries.push(await insertSalt(transaction, { id: newId("salt"), canary: of, state, now: time }));
    };
    const known = await transaction.salts.list({});
    if (known.length === 0) await add(canary, "writing");
    else await demandAtHand(transaction, { canary, canaries: keys, now: time });
    for (const other of keys.keys()) {
      if (other !== canary && !known.some((row) => row.canary === other)) await add(other, "accepted");
    }
    entries.push(...(await writeWith(transaction, canary)));
    return { result: await transaction.salts.list({}), entries };
  });
  const byId = new Map<string, Salt>();
  let writing: Salt | undefined;
  for (const row of rows) {
    const key = row.state === "retired" ? undefined : keys.get(row.canary);
    if (!key) continue;
    byId.set(row.id, { id: row.id, key });
    if (row.state === "writing") writing = { id: row.id, key };
  }
  if (!writing) throw new Error("this database has no salt to make hashes with; run `jeton salt replace`");
  return { keys, byId, writing };
}

/** Adds a salt, which is then the newest, whatever the clocks of those who added the others said. */
export async function insertSalt(
  { salts }: Pick<Transaction, "salts">,
  { now, ...row }: Pick<SaltRow, "id" | "canary" | "state"> & { readonly now: string },
): Promise<AuditEntry> {
  const latest = Math.max(...(await salts.list({})).map(({ created_at }) => Date.parse(created_at) + 1));
  const createdAt = new Date(Math.max(latest, Date.parse(now))).toISOString();
  await salts.insert({ ...row, created_at: createdAt });
  return entry("salt.create", row.id, { state: row.state });
}

export async function setState(
  { salts }: Pick<Transaction, "salts">,
  { id, state: before }: SaltRow,
  state: SaltRow["state"],
): Promise<AuditEntry> {
  await salts.update(id, { state });
  return entry("salt.update", id, { state: { before, after: state } });
}

/** Whether a salt was announced, to be written with from some start on. */
export function isAnnounced(row: SaltRow | undefined, writing: SaltRow | undefined): boolean {
  return row?.state === "accepted" && writing !== undefined && row.created_at > writing.created_at;
}

/** Only forwards: a replica that starts with the older one once more takes nothing back. */
async function writeWith(transaction: Transaction, canary: string): Promise<readonly AuditEntry[]> {
  const rows = await transaction.salts.list({});
  const writing = rows.find(({ state }) => state === "writing");
  const current = rows.find((row) => row.canary === canary);
  if (!writing || !current || !isAnnounced(current, writing)) return [];
  return [await setState(transaction, writing, "accepted"), await setState(transaction, current, "writing")];
}

interface AtHand {
  readonly canary: string;
  readonly canaries: Pick<ReadonlyMap<string, unknown>, "has">;
  readonly now: string;
}

async function demandAtHand(rows: Transaction, { canary, canaries, now }: AtHand): Promise<void> {
  const known = await rows.salts.list({});
  const current = known.find((row) => row.canary === canary);
  const missing = known.filter((row) => row.state !== "retired" && !canaries.has(row.canary));
  const writing = missing.find(({ state }) => state === "writing");
  if (!current && writing) throw new Error(WRONG_SALT);
  if (!current) throw new Error(UNKNOWN_SALT);
  if (current.state === "retired") {
    throw new Error(
      `JETON_TOKEN_SALT is ${current.id}, which was retired, and nothing is accepted with it any more. Set the salt ` +
        "that this database is written with now.",
    );
  }
  if (writing) {
    throw new Error(
      `the salt that hashes are made with (${writing.id}) is not at hand. Set it as JETON_TOKEN_SALT, or as ` +
        "JETON_TOKEN_SALT_PREVIOUS while JETON_TOKEN_SALT is to follow it.",
    );
  }
  for (const { id } of missing) {
    const count = await countLive(rows, { saltId: id, now });
    if (count === 0) continue;
    throw new Error(
      `${String(count)} live secrets are still hashed with the salt ${id}, which is not at hand. Put it back into ` +
        `JETON_TOKEN_SALT_PREVIOUS, or give them up with \`jeton salt retire ${id}\`.`,
    );
  }
}

const WRONG_SALT =
  "JETON_TOKEN_SALT is not the salt this database was made with. With another one no token would be accepted. " +
  "Restore the salt (it is in the environment, or in `.env` beside the database; keep a backup of it).";
const UNKNOWN_SALT =
  "JETON_TOKEN_SALT is not the salt this database was made with, which is at hand as well. Put that one back; or, if this " +
  "one is to follow it, announce it first: set it as JETON_TOKEN_SALT_PREVIOUS of every server, start them, and swap the " +
  "two after that. `jeton salt rotate` says how.";
