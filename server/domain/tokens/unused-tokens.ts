import { createPolicies, type PolicyInForce, secondsOf } from "./policies.ts";
import type { Dependencies } from "../dependencies.ts";
import { usableAdmins } from "../authorization/last-admin.ts";
import type { TokenRow } from "../rows.ts";
import { createScopes } from "../authorization/scopes.ts";
import type { AuditEntry, Transaction, Where } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { tokenState } from "./token-state.ts";
import { entry } from "../use-case.ts";

/** Rows that one transaction looks at again: others wait for it. */
const MOST_AT_ONCE = 200;

/** Another replica stores uses a second after they were; so much longer a token is left alone. */
const MARGIN_MS = 60_000;

type Deps = Pick<Dependencies, "store" | "now" | "audience"> & {
  /** Whether a use of the token is yet to be stored. */
  readonly isUseNoted: (tokenId: string) => boolean;
};

/** A token that nobody needed for so long, and whose policy says that this is too long. */
interface Due {
  readonly token: TokenRow;
  readonly policy: PolicyInForce;
  /** Had it been needed at this instant or later, it would stay. */
  readonly limit: string;
}

/**
 * Disables the tokens that were not used for as long as the policy in force where they are says, one batch each time it is
 * asked for the next. The last usable token of a system administrator stays.
 */
export async function* disableUnused(deps: Deps): AsyncGenerator<void> {
  const { store, now } = deps;
  const policies = await store.read.policies.list({ unused_after: { not: null } });
  if (policies.length === 0) return;
  const shortest = Math.min(...policies.map((policy) => secondsOf(policy.unused_after)));
  let after: string | undefined;
  do {
    const where = neededBefore(limitOf(shortest, now()));
    // Looked for without keeping anybody who writes waiting, since it walks through all there is.
    const found = await store.read.tokens.list(where, { after, limit: MOST_AT_ONCE });
    const ids = found.map(({ id }) => id);
    if (ids.length > 0) await disableSome(deps, { ...where, id: ids });
    yield;
    after = found.length === MOST_AT_ONCE ? ids.at(-1) : undefined;
  } while (after !== undefined);
}

/** Before which nothing is when any time will do. */
function limitOf(seconds: number, now: Date): string {
  return new Date(Math.max(0, now.getTime() - seconds * 1000 - MARGIN_MS)).toISOString();
}

/** What shows that somebody needs a token: a use, and whatever somebody did to have it used. */
const signs = ["last_used_at", "rotated_at", "enabled_at", "approved_at", "not_before"] as const;

/** Those that may be in use, and of which nothing shows that they were needed since. */
function neededBefore(limit: string): Where<TokenRow> {
  return {
    created_at: { before: limit },
    disabled: false,
    ephemeral: false,
    pending_since: null,
    revoked_at: null,
    deleted_at: null,
    allOf: signs.map((sign) => ({ anyOf: [{ [sign]: null }, { [sign]: { before: limit } }] })),
  };
}

function lastNeeded(token: TokenRow): string {
  return signs.reduce((latest, sign) => {
    const at = token[sign];
    return at !== null && at > latest ? at : latest;
  }, token.created_at);
}

async function disableSome(
  { store, now, audience, isUseNoted }: Deps,
  where: Where<TokenRow>,
): Promise<void> {
  await store.write(systemActor, async (rows) => {
    const time = now();
    const change = { rows, scopes: createScopes(rows), now: time.toISOString(), audience };
    const policies = createPolicies(rows, change.scopes);
    const due: Due[] = [];
    for (const token of await rows.tokens.list(where)) {
      const policy = await policies.at(token.project_id);
      const limit = limitOf(secondsOf(policy.unused_after), time);
      const isActive = tokenState(token, change.now, policy) === "active";
      if (isActive && lastNeeded(token) < limit && !isUseNoted(token.id)) due.push({ token, policy, limit });
    }
    const spared = await lastAdmin(change, due);
    const entries: AuditEntry[] = [];
    for (const one of due) {
      if (one.token.id !== spared) entries.push(...(await disable(rows, one, change.now)));
    }
    return { result: undefined, entries };
  });
}

/** Whom to spare when nobody else would be left who administers the system: of several, who was needed last. */
async function lastAdmin(
  change: Parameters<typeof usableAdmins>[0],
  due: readonly Due[],
): Promise<string | undefined> {
  if (due.length === 0) return undefined;
  const ending = new Map(due.map(({ token }) => [token.id, token]));
  let last: TokenRow | undefined;
  for await (const id of usableAdmins(change)) {
    const token = ending.get(id);
    if (!token) return undefined;
    if (!last || lastNeeded(token) >= lastNeeded(last)) last = token;
  }
  return last?.id;
}

/** Nothing, where a use was counted meanwhile: one that cannot wait to be counted waits for no other writer. */
async function disable(
  { tokens }: Transaction,
  { token, policy, limit }: Due,
  now: string,
): Promise<readonly AuditEntry[]> {
  const isStill = { allOf: [{ id: token.id }, neededBefore(limit)] };
  if ((await tokens.updateAll(isStill, { disabled: true, updated_at: now })) === 0) return [];
  const unused = {
    since: lastNeeded(token),
    unused_after: policy.unused_after,
    policy_id: policy.sources.unused_after?.policy_id ?? null,
  };
  return [entry("token.disable", token.id, { disabled: { before: false, after: true }, unused })];
}
