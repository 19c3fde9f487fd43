import { Problem } from "../../contract/problem.ts";
import { foldEmail } from "../../contract/text.ts";
import type { SignIn } from "../caller.ts";
import type { Dependencies } from "../dependencies.ts";
import { endPresented, newSession, openSession } from "./sessions.ts";
import { holderOf, tryPassword } from "./try-password.ts";

/**
 * Signs a person in. The password is looked at before the transaction and whose it is again inside: somebody may have
 * changed it, or disabled the user, while it was hashed. A name nobody has costs the time of one somebody has.
 */
export function createSignIn(deps: Dependencies): SignIn {
  const { store, passwords } = deps;
  return async ({ email, password }, { client, before }) => {
    const account = foldEmail(email);
    const found = await holderOf(store.read, { folded_email: account });
    const isRight = await tryPassword(deps, found, { account, ip: client.ip, password });
    if (!found || !isRight) throw wrong();
    // Where there is no room for it now, the next sign-in does it.
    const renewed = passwords.isOutdated(found.held.hash)
      ? await passwords.hash(password).catch(() => undefined)
      : undefined;
    const session = newSession(deps);
    const subject = { type: "user", id: found.user.id } as const;
    const actor = { ...subject, tokenId: session.tokenId, ip: client.ip, requestId: client.requestId };
    return store.write(actor, async (rows) => {
      const now = deps.now().toISOString();
      const current = await holderOf(rows, { id: subject.id });
      // By its time and not its hash: another sign-in may have made that anew, of the same password.
      const isSame = current?.held.created_at === found.held.created_at;
      if (!current || !isSame || current.user.disabled) throw wrong();
      if (renewed !== undefined) await rows.passwords.update(subject.id, { hash: renewed });
      // Claims count of the last sign-in, and this one has none.
      await rows.sign_ins.delete({ id: subject.id });
      const ended = await endPresented(deps, { rows, now }, before);
      const opened = await openSession(
        deps,
        { rows, now },
        {
          user: current.user,
          session,
          authenticatedAt: now,
        },
      );
      return { ...opened, entries: [...ended, ...opened.entries] };
    });
  };
}

/** One answer for every reason: whether there is such a user, or a password, is nobody's to learn by trying. */
function wrong(): Problem {
  return new Problem(
    "wrong_credentials",
    "the e-mail address or the password is wrong, or the user may not sign in",
  );
}
