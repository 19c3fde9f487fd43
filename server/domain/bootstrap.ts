import { type BuiltInRoleId, builtInRoles } from "../contract/built-in-roles.ts";
import { nouns } from "../contract/nouns/all.ts";
import { SYSTEM } from "../contract/text.ts";
import { makeTokenText, parseTokenText } from "../contract/token-text.ts";
import type { Dependencies } from "./dependencies.ts";
import { hintOf, insertSecret, ordinary, unused } from "./tokens/new-token.ts";
import type { RoleRow, TokenRow } from "./rows.ts";
import type { AuditEntry, Transaction, Written } from "./store.ts";
import { systemActor } from "./system-actor.ts";
import { endOf } from "./tokens/token-end.ts";
import { entry } from "./use-case.ts";

/** A generated bootstrap token, to be shown once. */
export interface Bootstrapped {
  readonly token: string;
  readonly expiresAt: string;
}

type Maker = Pick<Dependencies, "store" | "salts" | "now" | "newId" | "randomBytes">;

const LIFETIME = "PT24H";

/**
 * Brings the built-in roles up to date and, in a database that never had a token, makes the first one: of the system
 * role `admin`, with the text given (it does not expire) or a new one (it ends after a day).
 * @returns the token when one was generated
 * @throws Error with a message for the operator when the given text is no bootstrap token, or the database needs a token
 *   and none may be generated
 */
export async function bootstrap(
  deps: Maker,
  { token: given, generate }: { readonly token: string | undefined; readonly generate: boolean },
): Promise<Bootstrapped | undefined> {
  if (given !== undefined && parseTokenText(given)?.kind !== "b") {
    throw new Error(
      "JETON_BOOTSTRAP_TOKEN is not a bootstrap token: `jtnb_` and 50 letters and digits with a checksum",
    );
  }
  const now = deps.now().toISOString();
  return deps.store.write(systemActor, async (transaction) => {
    const roles = await syncBuiltInRoles(transaction, now);
    const [first] = await transaction.tokens.list({}, { limit: 1 });
    if (first) return { result: undefined, entries: roles };
    if (given === undefined && !generate) {
      throw new Error(
        "this database is new: set JETON_BOOTSTRAP_TOKEN (or _FILE) to a `jtnb_` token for the first start",
      );
    }
    const made = await makeFirstToken(deps, transaction, { given, now });
    return { result: made.result, entries: [...roles, ...made.entries] };
  });
}

/** A token of the system role `admin`: of the text given, which does not expire, or a new one for a day. */
export async function makeFirstToken(
  deps: Maker,
  transaction: Transaction,
  { given, now }: { given: string | undefined; now: string },
): Promise<Written<Bootstrapped | undefined>> {
  const first = {
    name: "bootstrap",
    description: "The first token; make others with it, then delete it.",
    now,
  };
  if (given === undefined) return generateToken(deps, transaction, first);
  const entries = await insertToken(deps, transaction, { ...first, text: given, expiresAt: null });
  return { result: undefined, entries };
}

interface NewToken {
  readonly name: string;
  readonly description: string;
  readonly now: string;
}

/** A new token of the system role `admin`, for a day. */
export async function generateToken(
  deps: Maker,
  transaction: Transaction,
  made: NewToken,
): Promise<Written<Bootstrapped>> {
  const text = makeTokenText("b", deps.randomBytes);
  const expiresAt = endOf(made.now, LIFETIME);
  const entries = await insertToken(deps, transaction, { ...made, text, expiresAt });
  return { result: { token: text, expiresAt }, entries };
}

async function insertToken(
  deps: Maker,
  transaction: Transaction,
  { name, description, now, text, expiresAt }: NewToken & { text: string; expiresAt: string | null },
): Promise<readonly AuditEntry[]> {
  const row: TokenRow = {
    id: deps.newId(nouns.token.idPrefix),
    ...bySystem(now),
    service_account_id: null,
    user_id: null,
    role_id: "role_admin" satisfies BuiltInRoleId,
    project_id: SYSTEM,
    kind: "b",
    name,
    description,
    ...ordinary,
    ...unused,
    expires_at: expiresAt,
    hint: hintOf(text),
  };
  await transaction.tokens.insert(row);
  const shown = { shown_to: systemActor.id, shown_by: null };
  await insertSecret(deps, transaction, { tokenId: row.id, text, now, ...shown });
  return [entry("token.create", row.id, { name: row.name, role_id: row.role_id })];
}

/** A release may change what a built-in role allows; the table is the truth. */
async function syncBuiltInRoles({ roles }: Transaction, now: string): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const [id, { name, description, rules }] of Object.entries(builtInRoles)) {
    const before = await roles.get(id);
    const row: RoleRow = {
      ...bySystem(before?.created_at ?? now),
      id,
      name,
      description,
      rules,
      project_id: SYSTEM,
      built_in: true,
      updated_at: before?.updated_at ?? now,
    };
    if (before && JSON.stringify(contentOf(before)) === JSON.stringify(contentOf(row))) continue;
    if (before) await roles.update(id, { name, description, rules, updated_at: now });
    else await roles.insert(row);
    entries.push(entry(before ? "role.update" : "role.create", id, contentOf(row)));
  }
  return entries;
}

function contentOf({ name, description, rules }: RoleRow): Pick<RoleRow, "name" | "description" | "rules"> {
  return { name, description, rules };
}

function bySystem(now: string): {
  created_at: string;
  updated_at: string;
  created_by: string;
  managed_by: string;
} {
  return { created_at: now, updated_at: now, created_by: "system", managed_by: "bootstrap" };
}
