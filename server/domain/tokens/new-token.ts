import type { TokenImport } from "../../contract/token-import.ts";
import { parseTokenText } from "../../contract/token-text.ts";
import type { Dependencies } from "../dependencies.ts";
import type { SecretRow, TokenRow } from "../rows.ts";
import { writingSalt } from "../secrets/salt-lookup.ts";
import { digestOf, hashDigest } from "../secrets/secrets.ts";
import type { Transaction } from "../store.ts";

/** The fields of a token that only time and others fill. */
export const unused = {
  enabled_at: null,
  pending_since: null,
  requested_by: null,
  approved_at: null,
  approved_by: null,
  rotated_at: null,
  revoked_at: null,
  deleted_at: null,
  last_used_at: null,
  last_used_ip: null,
  last_used_by: null,
  uses: 0,
} as const;

/** A token that nothing limits. */
export const ordinary = {
  within_id: null,
  mode: "full_access",
  rules: null,
  expires_at: null,
  max_age: null,
  extend_on_use: false,
  absolute_expires_at: null,
  not_before: null,
  usage_limit: null,
  allowed_cidrs: null,
  audiences: null,
  rate_limit: null,
  labels: {},
  disabled: false,
  ephemeral: false,
  trust_policy_id: null,
  session: false,
  authenticated_at: null,
} as const satisfies Partial<TokenRow>;

/** What is known of a secret when it is stored. */
export interface Material {
  readonly id: string;
  readonly kind: SecretRow["kind"];
  /** SHA-256 of its text, in hex. */
  readonly digest: string;
  readonly hint: string;
  readonly importedHint: string | null;
}

export function madeSecret(text: string): Material {
  const { lookup = "", hint = "", kind = null } = parseTokenText(text) ?? {};
  return { id: lookup, kind, digest: digestOf(text), hint, importedHint: null };
}

/** By its token's id, which is its `jti`; none of the other lookup ids has a `_`. */
export function jwtSecret(tokenId: string, text: string): Material {
  return { id: tokenId, kind: null, digest: digestOf(text), hint: "at+jwt", importedHint: null };
}

/** No lookup id has a `_`, so that none finds it. */
export function importedSecret(
  { newId }: Pick<Dependencies, "newId">,
  { sha256, hint }: TokenImport,
): Material {
  const shown = hint ?? "imported";
  return { id: newId("imp"), kind: null, digest: sha256, hint: shown, importedHint: shown };
}

interface OfToken extends Pick<SecretRow, "shown_to" | "shown_by"> {
  readonly tokenId: string;
  readonly now: string;
  readonly rotationId?: string | null;
}

/** Stores a secret's hash; the text itself goes nowhere but into one reply. */
export async function insertSecret(
  deps: Pick<Dependencies, "salts">,
  rows: Pick<Transaction, "secrets" | "salts">,
  { text, ...of }: OfToken & { readonly text: string },
): Promise<void> {
  await storeSecret(deps, rows, { ...madeSecret(text), ...of });
}

export async function storeSecret(
  { salts }: Pick<Dependencies, "salts">,
  rows: Pick<Transaction, "secrets" | "salts">,
  { id, kind, digest, importedHint, tokenId, now, rotationId = null, shown_to, shown_by }: Material & OfToken,
): Promise<void> {
  // Read in this very transaction: another replica or `jeton salt` may have changed it.
  const salt = await writingSalt(salts, rows);
  await rows.secrets.insert({
    id,
    token_id: tokenId,
    kind,
    salt_id: salt.id,
    hash: hashDigest(salt, digest),
    imported_hint: importedHint,
    ends_at: null,
    rotation_id: rotationId,
    replaced: null,
    reused_at: null,
    shown_to,
    shown_by,
    created_at: now,
  });
}

export function hintOf(text: string): string {
  return parseTokenText(text)?.hint ?? "";
}
