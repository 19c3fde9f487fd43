import type { Dependencies } from "../dependencies.ts";
import type { EncryptionKeyRow, SealedColumns } from "./key-rows.ts";
import {
  encryptionCanary,
  encryptionKey,
  seal,
  type SealedPlace,
  sealedTables,
  unseal,
  type Vault,
} from "./sealing.ts";
import type { AuditEntry, Rows, Transaction } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";

const WRONG_KEY =
  "JETON_ENCRYPTION_KEY is not the key this database was sealed with, so what is kept sealed in it, such as the key that " +
  "signs the audit's checkpoints, cannot be opened. Restore it, or give the key before in JETON_ENCRYPTION_KEY_PREVIOUS " +
  "(it is in the environment, or in `.env` beside the database; keep a backup of it).";

/**
 * What is sealed under a key of before is sealed under the current one, which is then the only one.
 * @param texts of `JETON_ENCRYPTION_KEY`, and of those before it
 * @throws Error with a message for the operator when the database was sealed with another one
 */
export async function openVault(
  { store, now, newId, randomBytes }: Pick<Dependencies, "store" | "now" | "newId" | "randomBytes">,
  { current, previous }: { readonly current: string; readonly previous: readonly string[] },
): Promise<Vault> {
  const key = encryptionKey(current);
  const old = new Map(previous.map(encryptionKey).map((one) => [encryptionCanary(one), one]));
  const wrapping: EncryptionKeyRow = {
    id: newId("enc"),
    canary: encryptionCanary(key),
    created_at: now().toISOString(),
  };
  const keyId = await store.write(systemActor, async (transaction) => {
    const [known] = await transaction.encryption_keys.list({});
    if (known?.canary === wrapping.canary) return { result: known.id, entries: [] };
    const entries: AuditEntry[] = [entry("encryption_key.create", wrapping.id)];
    if (known) {
      const from = old.get(known.canary);
      if (!from) throw new Error(WRONG_KEY);
      const resealing = { known, wrapping, from, to: key, randomBytes };
      for (const table of sealedTables) await sealAnew(transaction, table, resealing);
      await transaction.encryption_keys.delete({ id: known.id });
      entries.push(entry("encryption_key.delete", known.id));
    }
    await transaction.encryption_keys.insert(wrapping);
    return { result: wrapping.id, entries };
  });
  return {
    keyId,
    seal: (place, bytes) => ({
      sealed: seal(key, place, { bytes, randomBytes }),
      encryption_key_id: keyId,
    }),
    open: (place, { sealed }) => opened(place, () => unseal(key, place, sealed)),
  };
}

interface Resealing {
  readonly known: EncryptionKeyRow;
  readonly wrapping: EncryptionKeyRow;
  readonly from: Buffer;
  readonly to: Buffer;
  readonly randomBytes: Dependencies["randomBytes"];
}

/** All of it or, when one cannot be opened, nothing. */
async function sealAnew(
  transaction: Transaction,
  table: (typeof sealedTables)[number],
  { known, wrapping, from, to, randomBytes }: Resealing,
): Promise<void> {
  // What differs between these kinds is not looked at.
  const rows = transaction[table] as unknown as Rows<SealedColumns & { readonly id: string }>;
  for (const { id, sealed } of await rows.list({ encryption_key_id: known.id })) {
    const place = { table, id };
    const bytes = opened(place, () => unseal(from, place, sealed));
    await rows.update(id, {
      sealed: seal(to, place, { bytes, randomBytes }),
      encryption_key_id: wrapping.id,
    });
  }
}

function opened<T>({ table, id }: SealedPlace, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new Error(`what is kept sealed as ${id} of ${table} was changed in the database`, { cause });
  }
}
