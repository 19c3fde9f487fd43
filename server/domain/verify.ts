import { nouns } from "../contract/nouns/all.ts";
import { parseTokenText } from "../contract/token-text.ts";
import type { Dependencies } from "./dependencies.ts";
import { findImported, mayBeForeign } from "./tokens/imports.ts";
import type { SecretRow, TokenRow } from "./rows.ts";
import { saltOf } from "./secrets/salt-lookup.ts";
import { hashSecret, matchesSecret } from "./secrets/secrets.ts";
import type { Reader, SecretNow, Store } from "./store.ts";
import { isUsable } from "./tokens/token-state.ts";

const LIKE_JWT = /^[\w-]+\.([\w-]+)\.[\w-]+$/;
/** Characters: as many as a token in a body may have. */
const LONGEST_JWT = 4096;
const TOKEN_ID = new RegExp(`^${nouns.token.idPrefix}_[0-9a-f-]{36}$`);

/** A secret that was presented, and its token. */
export interface Verified {
  readonly secret: SecretRow;
  readonly token: TokenRow;
}

/**
 * The token behind a text that its bearer sent, if it is accepted now; whether its owner still is, is for whoever loads
 * the rights. The text of a session is none: a cookie that got out is of no use to programs.
 * @throws Problem `unavailable` when the hash was made with a salt that is not at hand
 */
export async function verify(
  deps: Pick<Dependencies, "salts" | "now">,
  reader: Reader,
  text: string,
): Promise<Verified | undefined> {
  const presented = await present(deps, reader, text);
  return presented?.isLive && !presented.token.session ? presented : undefined;
}

/** The same for a text that came in a cookie: of sessions alone. */
export async function verifySession(
  deps: Pick<Dependencies, "salts" | "now">,
  reader: Reader,
  text: string,
): Promise<Verified | undefined> {
  const presented = await present(deps, reader, text);
  return presented?.isLive && presented.token.session ? presented : undefined;
}

/** Of whichever kind, and whose secret it is that is not accepted any more, or not yet. */
export async function present(
  { salts, now }: Pick<Dependencies, "salts" | "now">,
  reader: Reader,
  text: string,
): Promise<(Verified & { readonly isLive: boolean }) | undefined> {
  const found = await findPresented({ salts }, reader, text);
  if (!found) return undefined;
  const { secret, token } = found;
  if (!isLive(secret, token, now().toISOString())) return { secret, token, isLive: false };
  if (secret.salt_id !== salts.writing.id) {
    const { id: saltId } = salts.writing;
    const hash = hashSecret(salts.writing, text);
    salts.noteOldHash?.({ secretId: secret.id, before: secret.hash, hash, saltId });
  }
  return { secret, token, isLive: true };
}

/**
 * The same without waiting, where the database can be read so: of a bearer's token of Jeton's own, whose hash was made with the
 * salt that new ones are made with. Undefined says nothing: `present` finds out, or why not.
 * @throws what the database does
 */
export function presentNow(
  { salts, now, store }: Pick<Dependencies, "salts" | "now"> & { readonly store: Pick<Store, "secretNow"> },
  text: string,
): SecretNow | undefined {
  const own = parseTokenText(text);
  if (!own || !store.secretNow) return undefined;
  const found = store.secretNow(own.lookup);
  // An unknown one costs a hash here too.
  const isRight = matchesSecret(salts.writing, found?.secret ?? { hash: "" }, text);
  if (!found || !isRight || found.secret.salt_id !== salts.writing.id || found.secret.kind !== own.kind)
    return undefined;
  const { secret, token } = found;
  return !token.session && isLive(secret, token, now().toISOString()) ? found : undefined;
}

/**
 * The token a text was ever the secret of, whatever has become of either. One of Jeton's own is found by the lookup id in
 * it, a JWT by its `jti`, and then by nothing else, so that no import can stand before it. Of a JWT the whole text must be
 * the one that was given out, as of any other token: what its header says (`alg`, `kid`, `jwk`, `crit`) decides nothing. Any other may have been imported, and so may that
 * of another Jeton. A text with a wrong checksum costs no read; an unknown one costs a hash, like a known one.
 * @throws Problem `unavailable` when the hash was made with a salt that is not at hand
 */
export async function findPresented(
  { salts }: Pick<Dependencies, "salts">,
  reader: Pick<Reader, "secrets" | "tokens" | "salts">,
  text: string,
): Promise<Verified | undefined> {
  const own = parseTokenText(text) ?? readJwt(text);
  const secret = own && (await reader.secrets.get(own.lookup));
  if (!secret) return own || mayBeForeign(text) ? presentImported({ salts }, reader, text) : undefined;
  const salt = await saltOf(salts, reader, secret.salt_id);
  if (!salt || !matchesSecret(salt, secret, text)) return undefined;
  const token = secret.kind === own.kind ? await reader.tokens.get(secret.token_id) : undefined;
  return token && { secret, token };
}

async function presentImported(
  deps: Pick<Dependencies, "salts">,
  reader: Pick<Reader, "secrets" | "tokens" | "salts">,
  text: string,
): Promise<Verified | undefined> {
  const secret = await findImported(deps, reader, text);
  const token = secret && (await reader.tokens.get(secret.token_id));
  return token && { secret, token };
}

/** The token that a text says it is the JWT of, whoever wrote it; undefined when it names none. */
function readJwt(text: string): { readonly lookup: string; readonly kind: null } | undefined {
  const payload = text.length > LONGEST_JWT ? undefined : LIKE_JWT.exec(text)?.[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
    const jti = typeof claims === "object" && claims !== null && "jti" in claims ? claims.jti : undefined;
    return typeof jti === "string" && TOKEN_ID.test(jti) ? { lookup: jti, kind: null } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a secret and its token are accepted at that time, its owner and the client's address aside. */
export function isLive(secret: SecretRow, token: TokenRow, now: string): boolean {
  return (
    token.deleted_at === null && isUsable(token, now) && (secret.ends_at === null || secret.ends_at > now)
  );
}
