import { Problem } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { importsOf } from "../tokens/imports.ts";
import { verdict } from "../resource.ts";
import { writingSalt } from "../secrets/salt-lookup.ts";
import { tokenResource } from "./token-resource.ts";

/**
 * Each text is imported once, or two tokens would have one secret. What has ended counts for as long as it is kept: its
 * secret must not come back to life.
 * @throws Problem `validation_failed`, with the token's id for who may read it
 */
export async function demandNotImported(
  { salts }: Pick<Dependencies, "salts">,
  change: Change,
  digest: string,
): Promise<void> {
  // A newer salt has to be at hand, or an import that was made with it would not be found.
  await writingSalt(salts, change.rows);
  const [secret] = await importsOf({ salts }, change.rows, digest);
  if (!secret) return;
  const detail =
    "this text was imported before, and each is one token's alone, whatever has become of that; let its system make another";
  throw new Problem("validation_failed", detail, {
    errors: [{ pointer: "/imported/sha256", detail: "was imported before" }],
    ...((await mayRead(change, secret.token_id)) && { existing_id: secret.token_id }),
  });
}

async function mayRead(change: Change, id: string): Promise<boolean> {
  const row = await change.rows.tokens.get(id);
  const scope = row?.deleted_at === null ? await change.scopes.byId(row.project_id) : undefined;
  if (!row || !scope) return false;
  return verdict(change, tokenResource, { row, scope, permission: "jeton.token:read" }) === "may";
}
