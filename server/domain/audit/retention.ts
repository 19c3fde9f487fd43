import type { Dependencies } from "../dependencies.ts";
import type { RoleBindingRow, SecretRow, TokenRow } from "../rows.ts";
import type { AuditEntry, Reader, Transaction, Where } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";

/** Rows of a kind that one transaction purges: others wait for it. */
const MOST_AT_ONCE = 500;

/**
 * Deletes what ended that long ago: tokens with their secrets, secrets that were replaced, and role bindings. What is left
 * of them is their entries in the audit.
 * @param retention in seconds
 * @returns whether there may be more of it
 */
export async function purgeEnded(
  { store, now }: Pick<Dependencies, "store" | "now">,
  retention: number,
): Promise<boolean> {
  const at = now();
  const before = new Date(at.getTime() - retention * 1000).toISOString();
  const ended = {
    tokens: endedTokens(before),
    secrets: { ends_at: { before } },
    bindings: { expires_at: { before } },
  };
  // Looked for without keeping anybody who writes waiting, since it walks through all there is.
  const page = { limit: MOST_AT_ONCE };
  const found = [
    await store.read.tokens.list(ended.tokens, page),
    await store.read.secrets.list(ended.secrets, page),
    await store.read.role_bindings.list(ended.bindings, page),
  ] as const;
  if (found.every((rows) => rows.length === 0)) return false;
  const kept = await firstOfBootstraps(store.read, found[1]);
  const [tokens, secrets, bindings] = found.map((rows) => rows.flatMap(({ id }) => (kept.has(id) ? [] : id)));
  await store.write(systemActor, async (transaction) => ({
    result: undefined,
    entries: [
      ...(await purgeTokens(transaction, { ...ended.tokens, id: tokens ?? [] }, at)),
      ...(await purgeSecrets(transaction, { ...ended.secrets, id: secrets ?? [] }, at)),
      ...(await purgeBindings(transaction, { ...ended.bindings, id: bindings ?? [] })),
    ],
  }));
  return found.some((rows) => rows.length === MOST_AT_ONCE);
}

/**
 * Whatever is deleted is revoked too. Bootstrap tokens stay: their text may stand in the environment for good, and must
 * never be new to the database again.
 */
function endedTokens(before: string): Where<TokenRow> {
  return { kind: ["u", "s", "r", "x"], anyOf: [{ revoked_at: { before } }, { expires_at: { before } }] };
}

/** Those of the secrets that bootstrap tokens were made with: their texts are no newer to the database once they were rotated. */
async function firstOfBootstraps(
  { tokens }: Pick<Reader, "tokens">,
  secrets: readonly SecretRow[],
): Promise<ReadonlySet<string>> {
  const bootstraps = new Set((await tokens.list({ kind: "b" })).map(({ id }) => id));
  const first = secrets.filter((row) => row.rotation_id === null && bootstraps.has(row.token_id));
  return new Set(first.map(({ id }) => id));
}

async function purgeTokens(
  transaction: Transaction,
  where: Where<TokenRow>,
  at: Date,
): Promise<readonly AuditEntry[]> {
  const { tokens, secrets } = transaction;
  const ended = await tokens.list(where);
  const ids = ended.map(({ id }) => id);
  await forget(transaction, { gone: await secrets.list({ token_id: ids }), of: ended, at });
  await transaction.expiry_notices.delete({ id: ids });
  await tokens.delete({ id: ids });
  return ids.map((id) => entry("token.purge", id));
}

/** A secret has no entries of its own: its token's say when it was replaced, and that it is forgotten. */
async function purgeSecrets(
  transaction: Transaction,
  where: Where<SecretRow>,
  at: Date,
): Promise<readonly AuditEntry[]> {
  const { secrets, tokens } = transaction;
  const rows = await secrets.list(where);
  const ids = [...new Set(rows.map(({ token_id: id }) => id))];
  await forget(transaction, { gone: rows, of: await tokens.list({ id: ids }), at });
  return ids.map((id) => entry("token.purge_secrets", id));
}

/**
 * Of secrets that could be brought again their lookup ids stay. Of those of ephemeral tokens, by far the most, nothing does:
 * nobody brings one of that kind.
 */
async function forget(
  { secrets, spent_secrets: spent }: Transaction,
  { gone, of, at }: { gone: readonly SecretRow[]; of: readonly TokenRow[]; at: Date },
): Promise<void> {
  const ephemeral = new Set(of.flatMap(({ id, kind }) => (kind === "x" ? [id] : [])));
  const kept = gone.filter((one) => one.imported_hint === null && !ephemeral.has(one.token_id));
  for (const { id } of kept) await spent.insert({ id, created_at: at.toISOString() });
  await secrets.delete({ id: gone.map(({ id }) => id) });
}

async function purgeBindings(
  { role_bindings: bindings }: Transaction,
  where: Where<RoleBindingRow>,
): Promise<readonly AuditEntry[]> {
  const ids = (await bindings.list(where)).map(({ id }) => id);
  await bindings.delete({ id: ids });
  return ids.map((id) => entry("role_binding.purge", id));
}
