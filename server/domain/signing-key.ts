import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Dependencies } from "./dependencies.ts";
import type { EncryptionKeyRow, SigningKeyRow } from "./rows.ts";
import { encryptionCanary, encryptionKey, seal, unseal } from "./sealing.ts";
import type { AuditEntry } from "./store.ts";
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
  "be opened. Restore it (it is in the environment, or in `.env` beside the database; keep a backup of it).";

/**
 * The Ed25519 key that checkpoints of the audit are signed with, made at the first start and kept sealed in the database.
 * @param text of `JETON_ENCRYPTION_KEY`
 * @throws Error with a message for the operator when the database was sealed with another one
 */
export async function loadAuditKey(
  { store, now, newId, randomBytes }: Pick<Dependencies, "store" | "now" | "newId" | "randomBytes">,
  text: string,
): Promise<SigningKey> {
  const key = encryptionKey(text);
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
    if (known.canary !== wrapping.canary) throw new Error(WRONG_KEY);
    const [kept] = await transaction.signing_keys.list({ purpose: "audit" });
    if (kept) return { result: kept, entries };
    const made = makeKey({ id: newId("key"), encryption_key_id: known.id, created_at }, key, randomBytes);
    await transaction.signing_keys.insert(made);
    entries.push(entry("signing_key.create", made.id, { public_key: made.public_key }));
    return { result: made, entries };
  });
  return { privateKey: open(row, key), publicKey: row.public_key };
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
  try {
    const der = unseal(key, { table: TABLE, id }, sealed);
    return createPrivateKey({ key: der, type: "pkcs8", format: "der" });
  } catch (cause) {
    throw new Error(`the key that signs the audit's checkpoints (${id}) was changed in the database`, {
      cause,
    });
  }
}
