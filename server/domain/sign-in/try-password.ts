import type { Dependencies } from "../dependencies.ts";
import type { PasswordRow, UserRow } from "../rows.ts";
import type { Reader } from "../store.ts";

/** A user, and the password it has. */
export interface Holder {
  readonly user: UserRow;
  readonly held: PasswordRow;
}

/** Undefined when there is no such user, or it has no password. */
export async function holderOf(
  reader: Pick<Reader, "users" | "passwords">,
  where: { readonly id: string } | { readonly folded_email: string },
): Promise<Holder | undefined> {
  const [user] = await reader.users.list(where, { limit: 1 });
  const held = user && (await reader.passwords.get(user.id));
  return held && { user, held };
}

/**
 * Whether a password is that of its holder, as often as one may try. It is nobody's where there is no holder, or one that
 * is disabled, and that takes as long.
 * @throws Problem `rate_limited`
 */
export async function tryPassword(
  { passwords, throttle }: Pick<Dependencies, "passwords" | "throttle">,
  holder: Holder | undefined,
  trial: { readonly account: string; readonly ip: string | null; readonly password: string },
): Promise<boolean> {
  const attempt = throttle.attempt(trial);
  try {
    const stored = holder?.user.disabled === false ? holder.held.hash : undefined;
    const isRight = await passwords.matches(trial.password, stored, attempt.isKnown);
    if (isRight) attempt.succeeded();
    return isRight;
  } catch (cause) {
    attempt.undone();
    throw cause;
  }
}
