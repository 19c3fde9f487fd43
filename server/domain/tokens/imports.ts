import type { Dependencies } from "../dependencies.ts";
import type { SecretRow } from "../rows.ts";
import { saltOf, writingSalt } from "../secrets/salt-lookup.ts";
import { digestOf, hashDigest, matchesSecret } from "../secrets/secrets.ts";
import type { Reader } from "../store.ts";

type Salted = Pick<Dependencies, "salts">;

/** Visible ASCII, which is what headers carry everywhere alike. */
const PLAUSIBLE = /^[!-~]{8,512}$/;
/** What begins like one of Jeton's own and is none has a typing error, and costs no read. */
const LIKE_OWN = /^jtn[usrxb]_/;

/** Whether a text that is none of Jeton's may be one of another system. */
export function mayBeForeign(text: string): boolean {
  return PLAUSIBLE.test(text) && !LIKE_OWN.test(text);
}

/**
 * The imported secret that a text is of.
 * @throws Problem `unavailable` when hashes are made with a salt that is not at hand
 */
export async function findImported(
  { salts }: Salted,
  reader: Pick<Reader, "secrets" | "salts">,
  text: string,
): Promise<SecretRow | undefined> {
  for (const secret of await importsOf({ salts }, reader, digestOf(text))) {
    const salt = await saltOf(salts, reader, secret.salt_id);
    if (salt && matchesSecret(salt, secret, text)) return secret;
  }
  // It may have been imported with a salt that came after this server's start.
  await writingSalt(salts, reader);
  return undefined;
}

/** By the hash with each salt at hand, among imported secrets alone: a hash finds nobody's other secret. */
export function importsOf(
  { salts }: Salted,
  { secrets }: Pick<Reader, "secrets">,
  digest: string,
): Promise<readonly SecretRow[]> {
  const hash = [...salts.keys.values()].map((key) => hashDigest({ key }, digest));
  return secrets.list({ hash, imported_hint: { not: null } });
}
