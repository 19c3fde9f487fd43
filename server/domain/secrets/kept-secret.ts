import { Problem } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import type { KeptSecretRow, SealedColumns } from "./key-rows.ts";
import type { Vault } from "./sealing.ts";
import type { Reader } from "../store.ts";

const table = "kept_secrets";

interface Kept {
  /** The id of what uses it. */
  readonly ownerId: string;
  readonly text: string;
}

/**
 * Keeps a secret that is used here and shown by nothing.
 * @throws Problem `unavailable` when another replica has the next encryption key already
 */
export async function keepSecret(
  { newId, vault }: Pick<Dependencies, "newId"> & { readonly vault: Vault },
  { rows, now }: Pick<Change, "rows" | "now">,
  { ownerId, text }: Kept,
): Promise<void> {
  const id = newId("kep");
  const sealed = vault.seal({ table, id }, Buffer.from(text));
  await demandCurrent(rows, sealed);
  await rows.kept_secrets.insert({ id, owner_id: ownerId, ...sealed, ends_at: null, created_at: now });
}

export function openSecret(vault: Vault, row: KeptSecretRow): string {
  return vault.open({ table, id: row.id }, row).toString();
}

/**
 * What is sealed under a key of before, nobody opens after the next start.
 * @throws Problem `unavailable`
 */
export async function demandCurrent(
  { encryption_keys: keys }: Pick<Reader, "encryption_keys">,
  { encryption_key_id: id }: SealedColumns,
): Promise<void> {
  if (await keys.get(id)) return;
  throw new Problem("unavailable", "this server was not started with the encryption key of now");
}
