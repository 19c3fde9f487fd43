import { webhookKeyOf, webhookSecretText } from "../../contract/webhook-secret.ts";
import { Problem } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { keepSecret, openSecret } from "../secrets/kept-secret.ts";
import type { Vault } from "../secrets/sealing.ts";
import type { Reader } from "../store.ts";

type Deps = Pick<Dependencies, "newId" | "randomBytes" | "vault">;

const KEY_BYTES = 32;

/** @throws Problem `not_configured` where there is no key to seal secrets with */
export function demandVault({ vault }: Pick<Dependencies, "vault">): Vault {
  if (vault) return vault;
  const detail =
    "webhooks are signed with secrets that are kept sealed, and this server has no key to seal with; set `JETON_ENCRYPTION_KEY`";
  throw new Problem("not_configured", detail);
}

/**
 * Makes a secret the one that a webhook's messages are signed with. The one before is used beside it until `overlapsUntil`;
 * any older one is forgotten.
 * @param text null for one of the server's own
 * @returns the server's own, to be shown this once
 * @throws Problem `not_configured`, `unavailable` when another replica has the next encryption key already
 */
export async function replaceSecret(
  deps: Deps,
  { rows, now }: Pick<Change, "rows" | "now">,
  { ownerId, text, overlapsUntil }: { ownerId: string; text: string | null; overlapsUntil: string },
): Promise<string | undefined> {
  const vault = demandVault(deps);
  const made = webhookSecretText(Buffer.from(deps.randomBytes(KEY_BYTES)).toString("base64"));
  await rows.kept_secrets.delete({ owner_id: ownerId, ends_at: { not: null } });
  if (overlapsUntil > now) {
    await rows.kept_secrets.updateAll({ owner_id: ownerId }, { ends_at: overlapsUntil });
  } else {
    await rows.kept_secrets.delete({ owner_id: ownerId });
  }
  await keepSecret({ ...deps, vault }, { rows, now }, { ownerId, text: text ?? made });
  return text === null ? made : undefined;
}

/** The keys that messages are signed with now, the newest first. */
export async function signingKeysOf(
  vault: Vault,
  { kept_secrets: secrets }: Pick<Reader, "kept_secrets">,
  { ownerId, now }: { readonly ownerId: string; readonly now: string },
): Promise<readonly Buffer[]> {
  const rows = await secrets.list({
    owner_id: ownerId,
    anyOf: [{ ends_at: null }, { ends_at: { from: now } }],
  });
  return rows.toReversed().map((row) => {
    return Buffer.from(webhookKeyOf(openSecret(vault, row)) ?? "", "base64");
  });
}
