import { hash } from "node:crypto";
import { nouns } from "../../contract/nouns/all.ts";
import { Problem } from "../../contract/problem.ts";
import type { ClientInfo, Opened } from "../caller.ts";
import type { Claims } from "../authorization/claim-matching.ts";
import type { Dependencies } from "../dependencies.ts";
import { endTokens } from "../tokens/end-tokens.ts";
import type { UserRow } from "../rows.ts";
import { newSession, openSession } from "./sessions.ts";
import { bindableClaims } from "./sign-in-claims.ts";
import type { IdentityProviderRow } from "./sign-in-rows.ts";
import type { BegunSignIn } from "./sign-in-state.ts";
import { signUp } from "./sign-up.ts";
import type { AuditEntry, Transaction } from "../store.ts";
import { endOf } from "../tokens/token-end.ts";

/** Somebody whom an identity provider vouches for, with claims that meet what it requires. */
interface Person {
  readonly provider: IdentityProviderRow;
  readonly claims: Claims;
  readonly subject: string;
  readonly begun: BegunSignIn;
  readonly state: string;
  readonly client: ClientInfo;
  /** When they proved to the provider who they are; null when it does not say. */
  readonly authenticatedAt: string | null;
}

/**
 * Opens a session for somebody, and keeps what was claimed in place of what was claimed before, all in one transaction.
 * @throws Problem `sign_in_refused`
 */
export async function letIn(deps: Dependencies, person: Person): Promise<Opened> {
  const { provider, subject, begun, client, authenticatedAt } = person;
  const known = await userOf(deps.store.read, provider, subject);
  const userId = known ?? deps.newId(nouns.user.idPrefix);
  const session = newSession(deps);
  const { ip, requestId } = client;
  const actor = { type: "user", id: userId, tokenId: session.tokenId, ip, requestId } as const;
  return deps.store.write(actor, async (rows) => {
    const change = { rows, now: deps.now().toISOString() };
    await demandSame(rows, provider);
    await spend(change, person);
    const { user, entries: signedUp } = await userFor(deps, change, { ...person, known, userId });
    demandConfirmed(user, begun);
    if (user.disabled) throw new Problem("sign_in_refused", "this user is disabled; ask an administrator");
    await keepClaims(change, { ...person, userId });
    const ended = begun.ends === null ? [] : await endTokens(change, { id: begun.ends, session: true });
    const opened = await openSession(deps, change, {
      user,
      session,
      authenticatedAt,
      providerId: provider.id,
    });
    return { ...opened, entries: [...signedUp, ...ended, ...opened.entries] };
  });
}

/** Whoever is to prove who they are does not become somebody else by it. */
function demandConfirmed({ id }: UserRow, { confirms }: BegunSignIn): void {
  if (confirms === null || confirms === id) return;
  const detail = "somebody else signed in there than is signed in here; sign out to change who you are";
  throw new Problem("sign_in_refused", detail);
}

async function userOf(
  { user_identities: identities }: Pick<Transaction, "user_identities"> | Dependencies["store"]["read"],
  { issuer }: IdentityProviderRow,
  subject: string,
): Promise<string | undefined> {
  const [identity] = await identities.list({ issuer, subject }, { limit: 1 });
  return identity?.user_id;
}

/** What was verified before the transaction was verified on these terms. */
async function demandSame(rows: Transaction, provider: IdentityProviderRow): Promise<void> {
  const current = await rows.identity_providers.get(provider.id);
  if (current && JSON.stringify(current) === JSON.stringify(provider)) return;
  throw new Problem("sign_in_refused", "the identity provider was changed meanwhile; sign in again");
}

/** A sign-in is finished once, whoever has kept what the browser was to forget. */
async function spend(
  { rows, now }: { readonly rows: Transaction; readonly now: string },
  { state, begun }: Person,
): Promise<void> {
  // The provider may have taken its time: that this was finished before may be forgotten by now.
  if (begun.until <= now) throw new Problem("sign_in_refused", "this sign-in took too long; sign in again");
  const { spent_sign_ins: spent } = rows;
  await spent.delete({ expires_at: { before: now } });
  const id = hash("sha256", state, "hex");
  if (await spent.get(id)) {
    throw new Problem("sign_in_refused", "this sign-in was finished before; sign in again");
  }
  await spent.insert({ id, created_at: now, expires_at: begun.until });
}

async function userFor(
  deps: Dependencies,
  change: { readonly rows: Transaction; readonly now: string },
  {
    provider,
    subject,
    claims,
    known,
    userId,
  }: Person & { readonly known: string | undefined; userId: string },
): Promise<{ readonly user: UserRow; readonly entries: readonly AuditEntry[] }> {
  const { rows } = change;
  if ((await userOf(rows, provider, subject)) !== known) {
    throw new Problem("sign_in_refused", "who this is has changed meanwhile; sign in again");
  }
  const user = known === undefined ? undefined : await rows.users.get(known);
  if (user) return { user, entries: [] };
  if (provider.allow_sign_up) return signUp(deps, change, { provider, userId, subject, claims });
  const detail = "nobody here is linked to this identity; ask an administrator to link it to a user";
  throw new Problem("sign_in_refused", detail, {
    errors: [
      { pointer: "issuer", detail: provider.issuer },
      { pointer: "subject", detail: subject },
    ],
  });
}

/** Nothing of the sign-in before counts any more. */
async function keepClaims(
  { rows, now }: { readonly rows: Transaction; readonly now: string },
  { provider, claims, userId }: Person & { readonly userId: string },
): Promise<void> {
  await rows.sign_ins.delete({ id: userId });
  await rows.sign_ins.insert({
    id: userId,
    identity_provider_id: provider.id,
    issuer: provider.issuer,
    claims: await bindableClaims(rows, provider, claims),
    claims_end_at: endOf(now, provider.claims_max_age),
    created_at: now,
  });
}
