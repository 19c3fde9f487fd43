import type { Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { Caller, Opened, UseCases } from "../caller.ts";
import { type Change, open } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { endTokens } from "../tokens/end-tokens.ts";
import { demandHardToGuess } from "../secrets/guessable.ts";
import { refused } from "../refused.ts";
import { endSessions, newSession, openSession, shownSession } from "./sessions.ts";
import { type Holder, holderOf, tryPassword } from "./try-password.ts";
import { changing } from "../use-case.ts";
import { passwordSet } from "./user-password.ts";

type Cases = Pick<UseCases, "session.get" | "session.confirm" | "session.change-password" | "session.delete">;

/** What a person who is signed in does with the session itself. Each is one's own, and needs no right. */
export function ownSession(deps: Dependencies): Cases {
  return {
    // No use of the session: a page that asks how long it lasts must not make it last.
    "session.get": async (caller) => {
      const { rows, rights } = await open(deps.store.read, deps, { caller });
      const user = await rows.users.get(rights.subject.id);
      if (!user) throw refused();
      return shownSession(rows, user, rights.token);
    },
    "session.confirm": (caller, input) => confirm(deps, caller, input),
    "session.change-password": (caller, input) => changePassword(deps, caller, input),
    "session.delete": changing(deps, async (change) => ({
      result: undefined,
      entries: await endTokens(change, { id: change.rights.token.id }),
    })),
  };
}

/**
 * Proves again who is signed in, as signing in does and as often: the session that was there ends, so that a copy of its
 * cookie is worth nothing from then on.
 */
async function confirm(
  deps: Dependencies,
  caller: Caller,
  { body: { password } }: Validated<"session.confirm">,
): Promise<Opened> {
  const { user, held } = await demandOwnPassword(deps, { caller, password, pointer: "/password" });
  const work = changing(deps, async (change) => {
    await demandSamePassword(change, held);
    const ended = await endTokens(change, { id: change.rights.token.id });
    const session = newSession(deps);
    const opened = await openSession(deps, change, { user, session, authenticatedAt: change.now });
    return { ...opened, entries: [...ended, ...opened.entries] };
  });
  return work(caller, undefined);
}

/**
 * Whoever changes a password says the old one, whatever session it is done in: one left open on a desk does not give the
 * account away. All sessions end, and a new one begins, so that none goes on that somebody else has, this one included.
 */
async function changePassword(
  deps: Dependencies,
  caller: Caller,
  { body }: Validated<"session.change-password">,
): Promise<Opened> {
  const asked = { caller, password: body.current_password, pointer: "/current_password" };
  const { user, held } = await demandOwnPassword(deps, asked, (holder) => {
    demandHardToGuess(body.password, holder, "/password");
  });
  const hash = await deps.passwords.hash(body.password);
  const work = changing(deps, async (change) => {
    await demandSamePassword(change, held);
    const set = await passwordSet(change, user.id, hash);
    const ended = await endSessions(change, user.id);
    const session = newSession(deps);
    const opened = await openSession(deps, change, { user, session, authenticatedAt: change.now });
    return { ...opened, entries: [...set, ...ended, ...opened.entries] };
  });
  return work(caller, undefined);
}

/**
 * Who is signed in, if the password is theirs; before it is tried, `first` may refuse.
 * @throws Problem `wrong_state`, `validation_failed`, `rate_limited`
 */
async function demandOwnPassword(
  deps: Dependencies,
  {
    caller,
    password,
    pointer,
  }: { readonly caller: Caller; readonly password: string; readonly pointer: string },
  first: (user: Holder["user"]) => void = () => undefined,
): Promise<Holder> {
  const { rows } = await open(deps.store.read, deps, { caller });
  const found = await holderOf(rows, { id: caller.subject.id });
  if (!found) throw new Problem("wrong_state", "the user has no password; ask an administrator for one");
  first(found.user);
  const trial = { account: found.user.folded_email, ip: caller.client.ip, password };
  if (!(await tryPassword(deps, found, trial))) throw invalidField(pointer, "is not the user's password");
  return found;
}

/** @throws Problem `wrong_state` where another password was given while the one that was said was looked at */
async function demandSamePassword({ rows }: Change, held: Holder["held"]): Promise<void> {
  const again = await rows.passwords.get(held.id);
  if (again?.created_at === held.created_at) return;
  throw new Problem("wrong_state", "the password was changed meanwhile; sign in with the new one");
}
