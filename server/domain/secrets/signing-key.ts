import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  type KeyPairKeyObjectResult,
} from "node:crypto";
import type { Dependencies } from "../dependencies.ts";
import type { SigningKeyRow } from "./key-rows.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";
import type { Vault } from "./sealing.ts";

export interface SigningKey {
  readonly privateKey: KeyObject;
  /** PEM. */
  readonly publicKey: string;
}

const table = "signing_keys";

/**
 * The Ed25519 key that checkpoints of the audit are signed with, made at the first start and kept sealed in the database.
 * @throws Error with a message for the operator when it was changed in the database
 */
export async function loadAuditKey(
  { store, now, newId }: Pick<Dependencies, "store" | "now" | "newId">,
  vault: Vault,
): Promise<SigningKey> {
  const row = await store.write(systemActor, async ({ signing_keys: keys }) => {
    const [kept] = await keys.list({ purpose: "audit" });
    if (kept) return { result: kept, entries: [] };
    const of = {
      id: newId("key"),
      purpose: "audit",
      signs_from: null,
      created_at: now().toISOString(),
    } as const;
    const made = sealKey(of, generateKeyPairSync("ed25519"), vault);
    await keys.insert(made);
    return {
      result: made,
      entries: [entry("signing_key.create", made.id, { public_key: made.public_key })],
    };
  });
  return { privateKey: openKey(row, vault), publicKey: row.public_key };
}

/** The row of a key pair. */
export function sealKey(
  row: Pick<SigningKeyRow, "id" | "purpose" | "signs_from" | "created_at">,
  { privateKey, publicKey }: KeyPairKeyObjectResult,
  vault: Vault,
): SigningKeyRow {
  const bytes = privateKey.export({ type: "pkcs8", format: "der" });
  return {
    ...row,
    public_key: publicKey.export({ type: "spki", format: "pem" }).toString(),
    ...vault.seal({ table, id: row.id }, bytes),
  };
}

/** @throws Error with a message for the operator when it was changed in the database, or sealed with another key since */
export function openKey(row: SigningKeyRow, vault: Vault): KeyObject {
  const der = vault.open({ table, id: row.id }, row);
  return createPrivateKey({ key: der, type: "pkcs8", format: "der" });
}
