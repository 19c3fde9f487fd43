import { Problem } from "../../contract/problem.ts";
import { isMeantFor } from "../tokens/audiences.ts";
import type { Change } from "../context.ts";
import { SYSTEM } from "../../contract/text.ts";
import { createPolicies } from "../tokens/policies.ts";
import type { TokenRow } from "../rows.ts";
import type { Reader } from "../store.ts";
import { offenceOf } from "../tokens/token-offence.ts";
import { isUsable } from "../tokens/token-state.ts";

const ADMIN = "role_admin";

type Where = Pick<Change, "rows" | "scopes" | "now" | "audience">;

/**
 * Runs a change, and refuses it when somebody could administer the system before, by a token or a password, and nobody
 * can after.
 * @throws Problem `last_admin`
 */
export async function keepingAnAdmin<T>(change: Where, work: () => Promise<T>): Promise<T> {
  const before = await someAdmin(change);
  const result = await work();
  if (before && !(await someAdmin(change))) throw lastAdmin();
  return result;
}

/**
 * The same for tokens that are about to end, before anything is done.
 * @throws Problem `last_admin`
 */
export async function demandAdminWithout(change: Where, ids: readonly string[]): Promise<void> {
  if ((await someAdmin(change)) && !(await someAdmin(change, new Set(ids)))) throw lastAdmin();
}

function lastAdmin(): Problem {
  return new Problem(
    "last_admin",
    "this would leave no system administrator with a usable token or a password; make another one first",
  );
}

/** Whether system administrators come in by anything but these. */
export async function someAdmin(change: Where, without: ReadonlySet<string> = new Set()): Promise<boolean> {
  for await (const id of usableAdmins(change)) if (!without.has(id)) return true;
  return false;
}

/**
 * What system administrators come in by, found as it is asked for: ids of usable tokens, and of people who have a password.
 */
export async function* usableAdmins({ rows, scopes, now, audience }: Where): AsyncGenerator<string> {
  const live = {
    revoked_at: null,
    deleted_at: null,
    disabled: false,
    mode: "full_access",
    within_id: null,
  } as const;
  // Read anew each time: the change may be one of a policy.
  const policies = createPolicies(rows, scopes);
  async function* usable(tokens: readonly TokenRow[]): AsyncGenerator<string> {
    for (const token of tokens) {
      const isAccepted = !token.ephemeral && isUsable(token, now) && isMeantFor(token, audience);
      if (isAccepted && !offenceOf(token, await policies.at(token.project_id))) yield token.id;
    }
  }
  yield* usable(await rows.tokens.list({ ...live, role_id: ADMIN, project_id: SYSTEM }));
  const bindings = await rows.role_bindings.list({ role_id: ADMIN, project_id: SYSTEM });
  const bound = bindings.filter(({ expires_at }) => expires_at === null || expires_at > now);
  const groupIds = bound.flatMap(({ group_id: id }) => id ?? []);
  const holders = [...bound, ...(await rows.group_members.list({ group_id: groupIds }))];
  for (const type of ["service_account", "user"] as const) {
    const ids = holders.flatMap((holder) => holder[`${type}_id`] ?? []);
    const enabled = await rows[`${type}s`].list({ id: ids, disabled: false });
    const enabledIds = enabled.map(({ id }) => id);
    if (type === "user") yield* await maySignIn(rows, enabledIds);
    yield* usable(await rows.tokens.list({ ...live, [`${type}_id`]: enabledIds }));
  }
}

/** Whoever of them has a password needs no token: a session is one. One is enough. */
async function maySignIn({ passwords }: Reader, userIds: readonly string[]): Promise<readonly string[]> {
  return (await passwords.list({ id: userIds }, { limit: 1 })).map(({ id }) => id);
}
