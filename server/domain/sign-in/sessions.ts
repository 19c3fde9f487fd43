import { nouns } from "../../contract/nouns/all.ts";
import type { Reply } from "../../contract/operations.ts";
import { SYSTEM } from "../../contract/text.ts";
import { makeTokenText } from "../../contract/token-text.ts";
import type { Opened } from "../caller.ts";
import type { Dependencies } from "../dependencies.ts";
import { endTokens } from "../tokens/end-tokens.ts";
import { hintOf, insertSecret, ordinary, unused } from "../tokens/new-token.ts";
import { ownerColumns } from "../authorization/owner.ts";
import type { TokenRow, UserRow } from "../rows.ts";
import type { AuditEntry, Reader, Transaction, Written } from "../store.ts";
import { endOf } from "../tokens/token-end.ts";
import { verifySession } from "../verify.ts";

/** OWASP ASVS 7.3: how long a session lasts unused, and in all. */
const IDLE = "PT30M";
const ABSOLUTE = "PT12H";

/** A session that is about to be opened: its id is known before, so that the audit names it as who opened it. */
export interface NewSession {
  readonly tokenId: string;
  readonly text: string;
}

export function newSession({ newId, randomBytes }: Pick<Dependencies, "newId" | "randomBytes">): NewSession {
  return { tokenId: newId(nouns.token.idPrefix), text: makeTokenText("x", randomBytes) };
}

/**
 * Opens a session: an ephemeral token of the user that its use extends. So it is found, ended and explained as every token
 * is; what makes it a session is where its text is accepted, in a cookie and nowhere else.
 */
export async function openSession(
  deps: Pick<Dependencies, "salts">,
  { rows, now }: { readonly rows: Transaction; readonly now: string },
  {
    user,
    session: { tokenId, text },
    authenticatedAt,
    providerId,
  }: {
    readonly user: UserRow;
    readonly session: NewSession;
    /** When the user proved who they are; null where nobody says. */
    readonly authenticatedAt: string | null;
    /** Of the identity provider that vouched for the user, where one did. */
    readonly providerId?: string;
  },
): Promise<Written<Opened>> {
  const hint = hintOf(text);
  const row: TokenRow = {
    ...ordinary,
    ...unused,
    id: tokenId,
    created_at: now,
    updated_at: now,
    created_by: user.id,
    managed_by: "console",
    ...ownerColumns({ type: "user", id: user.id }),
    project_id: SYSTEM,
    kind: "x",
    // A name that no other token of the user's has or may get: a hint is nobody's choice.
    name: `session ${hint}`,
    description: null,
    expires_at: endOf(now, IDLE),
    max_age: IDLE,
    extend_on_use: true,
    absolute_expires_at: endOf(now, ABSOLUTE),
    ephemeral: true,
    session: true,
    authenticated_at: authenticatedAt,
    hint,
  };
  await rows.tokens.insert(row);
  await insertSecret(deps, rows, { tokenId, text, now, shown_to: user.id, shown_by: tokenId });
  const opened: AuditEntry = {
    action: "session.create",
    targetType: "token",
    targetId: tokenId,
    changes: { user_id: user.id, ...(providerId !== undefined && { identity_provider_id: providerId }) },
  };
  return { result: { text, session: await shownSession(rows, user, row) }, entries: [opened] };
}

/** Ends every session of a user, or of some, signed in or not; tombstones are left, as of every token that goes. */
export function endSessions(
  change: { readonly rows: Transaction; readonly now: string },
  userId: string | readonly string[],
): Promise<readonly AuditEntry[]> {
  return endTokens(change, { user_id: userId, session: true });
}

/** Ends the session that a text is of, if it is one that goes on: whoever signs in again leaves none behind. */
export async function endPresented(
  deps: Pick<Dependencies, "salts" | "now">,
  change: { readonly rows: Transaction; readonly now: string },
  text: string | undefined,
): Promise<readonly AuditEntry[]> {
  const verified = text === undefined ? undefined : await verifySession(deps, change.rows, text);
  return verified ? endTokens(change, { id: verified.token.id }) : [];
}

export async function shownSession(
  reader: Pick<Reader, "passwords" | "user_identities" | "identity_providers">,
  { id, email, display_name }: UserRow,
  { id: sessionId, created_at, authenticated_at, expires_at, absolute_expires_at }: TokenRow,
): Promise<Reply<"session.create">> {
  const linked = new Set((await reader.user_identities.list({ user_id: id })).map(({ issuer }) => issuer));
  const providers = linked.size === 0 ? [] : await reader.identity_providers.list({ disabled: false });
  return {
    id: sessionId,
    user: { id, email, display_name },
    created_at,
    authenticated_at,
    confirm_by: {
      password: (await reader.passwords.get(id)) !== undefined,
      identity_providers: providers
        .filter(({ issuer }) => linked.has(issuer))
        .map(({ name, display_name: called }) => ({ name, display_name: called })),
    },
    // Every session has both ends.
    expires_at: expires_at ?? created_at,
    absolute_expires_at: absolute_expires_at ?? created_at,
  };
}
