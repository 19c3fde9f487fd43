import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Dependencies } from "./dependencies.ts";
import type { EncryptionKeyRow, SigningKeyRow } from "./rows.ts";
import { encryptionCanary, encryptionKey, seal, unseal } from "./sealing.ts";
import type { AuditEntry, Transaction } from "./store.ts";
import { systemActor } from "./system-actor.ts";
import { entry } from "./use-case.ts";

export interface SigningKey {
  readonly privateKey: KeyObject;
  /** PEM. */
  readonly publicKey: string;
}

const TABLE = "signing_keys";
const WRONG_KEY =
  "JETON_ENCRYPTION_KEY is not the key this database was sealed with, so the key that signs the audit's checkpoints cannot " +
  "be opened. Restore it, or give the key before in JETON_ENCRYPTION_KEY_PREVIOUS (it is in the environment, or in `.env` beside the database; keep a backup of it).";

/**
 * The Ed25519 key that checkpoints of the audit are signed with, made at the first start and kept sealed in the database.
 * What is sealed under a key of before is sealed under the current one, which is then the only one.
 * @param texts of `JETON_ENCRYPTION_KEY`, and of those before it
 * @throws Error with a message for the operator when the database was sealed with another one
 */
export async function loadAuditKey(
  { store, now, newId, randomBytes }: Pick<Dependencies, "store" | "now" | "newId" | "randomBytes">,
  { current, previous }: { readonly current: string; readonly previous: readonly string[] },
): Promise<SigningKey> {
  const key = encryptionKey(current);
  const old = new Map(previous.map(encryptionKey).map((one) => [encryptionCanary(one), one]));
  const created_at = now().toISOString();
  const wrapping: EncryptionKeyRow = { id: newId("enc"), canary: encryptionCanary(key), created_at };
  const row = await store.write(systemActor, async (transaction) => {
    const entries: AuditEntry[] = [];
    let [known] = await transaction.encryption_keys.list({});
    if (!known) {
      known = wrapping;
      await transaction.encryption_keys.insert(wrapping);
      entries.push(entry("encryption_key.create", wrapping.id));
    }
    if (known.canary !== wrapping.canary) {
      const from = old.get(known.canary);
      if (!from) throw new Error(WRONG_KEY);
      entries.push(...(await sealAnew(transaction, { known, wrapping, from, to: key, randomBytes })));
      known = wrapping;
    }
    const [kept] = await transaction.signing_keys.list({ purpose: "audit" });
    if (kept) return { result: kept, entries };
    const made = makeKey({ id: newId("key"), encryption_key_id: known.id, created_at }, key, randomBytes);
    await transaction.signing_keys.insert(made);
    entries.push(entry("signing_key.create", made.id, { public_key: made.public_key }));
    return { result: made, entries };
  });
  return { privateKey: open(row, key), publicKey: row.public_key };
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
  { encryption_keys, signing_keys }: Transaction,
  { known, wrapping, from, to, randomBytes }: Resealing,
): Promise<readonly AuditEntry[]> {
  for (const { id, sealed } of await signing_keys.list({ encryption_key_id: known.id })) {
    const place = { table: TABLE, id };
    const bytes = opened(id, () => unseal(from, place, sealed));
    await signing_keys.update(id, {
      sealed: seal(to, place, { bytes, randomBytes }),
      encryption_key_id: wrapping.id,
    });
  }
  await encryption_keys.insert(wrapping);
  await encryption_keys.delete({ id: known.id });
  return [entry("encryption_key.create", wrapping.id), entry("encryption_key.delete", known.id)];
}

function makeKey(
  row: Pick<SigningKeyRow, "id" | "encryption_key_id" | "created_at">,
  key: Buffer,
  randomBytes: Dependencies["randomBytes"],
): SigningKeyRow {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const bytes = privateKey.export({ type: "pkcs8", format: "der" });
  return {
    ...row,
    purpose: "audit",
    public_key: publicKey.export({ type: "spki", format: "pem" }).toString(),
    sealed: seal(key, { table: TABLE, id: row.id }, { bytes, randomBytes }),
  };
}

function open({ id, sealed }: SigningKeyRow, key: Buffer): KeyObject {
  return opened(id, () => {
    const der = unseal(key, { table: TABLE, id }, sealed);
    return createPrivateKey({ key: der, type: "pkcs8", format: "der" });
  });
}

function opened<T>(id: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new Error(`the key that signs the audit's checkpoints (${id}) was changed in the database`, {
      cause,
    });
  }
}
