import type { Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { Caller, Opened, UseCases } from "../caller.ts";
import { open } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { endTokens } from "../tokens/end-tokens.ts";
import { demandHardToGuess } from "../secrets/guessable.ts";
import { refused } from "../refused.ts";
import { endSessions, newSession, openSession, shownSession } from "./sessions.ts";
import { holderOf, tryPassword } from "./try-password.ts";
import { changing } from "../use-case.ts";
import { passwordSet } from "./user-password.ts";

type Cases = Pick<UseCases, "session.get" | "session.change-password" | "session.delete">;

/** What a person who is signed in does with the session itself. Each is one's own, and needs no right. */
export function ownSession(deps: Dependencies): Cases {
  return {
    // No use of the session: a page that asks how long it lasts must not make it last.
    "session.get": async (caller) => {
      const { rows, rights } = await open(deps.store.read, deps, { caller });
      const user = await rows.users.get(rights.subject.id);
      if (!user) throw refused();
      return shownSession(user, rights.token);
    },
    "session.change-password": (caller, input) => changePassword(deps, caller, input),
    "session.delete": changing(deps, async (change) => ({
      result: undefined,
      entries: await endTokens(change, { id: change.rights.token.id }),
    })),
  };
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
  const { rows } = await open(deps.store.read, deps, { caller });
  const found = await holderOf(rows, { id: caller.subject.id });
  if (!found) throw new Problem("wrong_state", "the user has no password; ask an administrator for one");
  const { user, held } = found;
  demandHardToGuess(body.password, user, "/password");
  const trial = { account: user.folded_email, ip: caller.client.ip, password: body.current_password };
  if (!(await tryPassword(deps, found, trial))) {
    throw invalidField("/current_password", "is not the user's password");
  }
  const hash = await deps.passwords.hash(body.password);
  const work = changing(deps, async (change) => {
    const again = await change.rows.passwords.get(user.id);
    if (again?.created_at !== held.created_at) {
      throw new Problem("wrong_state", "the password was changed meanwhile; sign in with the new one");
    }
    const set = await passwordSet(change, user.id, hash);
    const ended = await endSessions(change, user.id);
    const opened = await openSession(deps, change, { user, session: newSession(deps) });
    return { ...opened, entries: [...set, ...ended, ...opened.entries] };
  });
  return work(caller, undefined);
}
