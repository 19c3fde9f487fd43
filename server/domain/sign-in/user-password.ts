import { Problem } from "../../contract/problem.ts";
import type { Caller } from "../caller.ts";
import { type Change, type Context, open } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandHardToGuess } from "../secrets/guessable.ts";
import { demandHoldsAllOf } from "../authorization/principal.ts";
import type { UserRow } from "../rows.ts";
import { endSessions } from "./sessions.ts";
import type { AuditEntry } from "../store.ts";
import { entry } from "../use-case.ts";

/** A password that somebody gives a user: null takes it away, undefined leaves it. */
type Given = string | null | undefined;

/**
 * The hash of a password that a body gives, made before the transaction begins, and only for who may give one as things
 * are: hashing is what a server has little of.
 * @throws what `demandAllowed` throws, `rate_limited`
 */
export async function hashGiven(
  deps: Dependencies,
  { caller, password }: { readonly caller: Caller; readonly password: Given },
  demandAllowed: (context: Context, password: string) => Promise<unknown>,
): Promise<string | undefined> {
  if (password === undefined || password === null) return undefined;
  await demandAllowed(await open(deps.store.read, deps, { caller }), password);
  return deps.passwords.hash(password);
}

/**
 * Whoever knows a user's password is that user, so the caller holds all that the user holds; one's own is changed in a
 * session by who knows the old one, lest a stolen token gets the whole account.
 * @throws Problem `forbidden`, `exceeds_own_rights`
 */
export async function demandMayGivePassword(
  context: Context,
  { id }: Pick<UserRow, "id">,
  password: string | null,
): Promise<void> {
  if (id === context.rights.subject.id) {
    const detail = "one changes one's own password signed in, by POST /v1/session:change-password";
    throw new Problem("forbidden", detail);
  }
  if (password !== null) await demandHoldsAllOf(context, { type: "user", id });
}

/**
 * Gives a user a password, or takes it away.
 * @throws what `demandMayGivePassword` throws, and Problem `validation_failed` for a password that is guessed
 */
export async function givePassword(
  change: Change,
  user: UserRow,
  { password, hash }: { readonly password: Given; readonly hash: string | undefined },
): Promise<readonly AuditEntry[]> {
  if (password === undefined) return [];
  await demandMayGivePassword(change, user, password);
  if (password === null) return takePassword(change, user.id);
  demandHardToGuess(password, user, "/password");
  if (hash === undefined) return [];
  const ended = await endSessions(change, user.id);
  return [...(await passwordSet(change, user.id, hash)), ...ended];
}

async function takePassword(change: Change, userId: string): Promise<readonly AuditEntry[]> {
  const taken = await change.rows.passwords.delete({ id: userId });
  return taken === 0 ? [] : [entry("user.remove-password", userId), ...(await endSessions(change, userId))];
}

/** Stores the hash of a new password; the audit is told that there is one. */
export async function passwordSet(
  { rows, now }: Pick<Change, "rows" | "now">,
  userId: string,
  hash: string,
): Promise<readonly AuditEntry[]> {
  const row = { hash, created_at: now };
  if (await rows.passwords.get(userId)) await rows.passwords.update(userId, row);
  else await rows.passwords.insert({ id: userId, ...row });
  return [entry("user.set-password", userId)];
}
