import { nouns } from "../../contract/nouns/all.ts";
import { Problem } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { keepSecret, openSecret } from "../secrets/kept-secret.ts";
import type { Reader } from "../store.ts";
import type { Vault } from "../secrets/sealing.ts";

/** @throws Problem `not_configured` */
export function demandVault({ vault }: Pick<Dependencies, "vault">): Vault {
  if (vault) return vault;
  const detail =
    "identity providers need JETON_ENCRYPTION_KEY, which the operator of this server has not set";
  throw new Problem("not_configured", detail);
}

/**
 * Keeps the secret of a client, sealed, in place of the one before.
 * @throws Problem `not_configured`, `unavailable` when another replica has the next encryption key already
 */
export async function keepClientSecret(
  deps: Pick<Dependencies, "vault" | "newId">,
  change: Pick<Change, "rows" | "now">,
  { providerId, text }: { readonly providerId: string; readonly text: string },
): Promise<void> {
  const vault = demandVault(deps);
  await endClientSecret(change, providerId);
  await keepSecret({ ...deps, vault }, change, { ownerId: providerId, text });
}

/** @returns whether there was one */
export async function endClientSecret({ rows }: Pick<Change, "rows">, providerId: string): Promise<boolean> {
  return (await rows.kept_secrets.delete({ owner_id: providerId })) > 0;
}

/**
 * The secret of a client; undefined for a public one.
 * @throws Problem `not_configured`, `unavailable`
 */
export async function clientSecretOf(
  deps: Pick<Dependencies, "vault">,
  { kept_secrets }: Pick<Reader, "kept_secrets">,
  providerId: string,
): Promise<string | undefined> {
  const [row] = await kept_secrets.list({ owner_id: providerId }, { limit: 1 });
  if (!row) return undefined;
  try {
    return openSecret(demandVault(deps), row);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const { title } = nouns.identity_provider;
    const detail = `the client secret of this ${title} is sealed under another key than this replica has; start it anew with the current one`;
    throw new Problem("unavailable", detail, { cause });
  }
}
