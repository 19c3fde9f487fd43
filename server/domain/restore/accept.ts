import type { Dependencies } from "../dependencies.ts";
import type { TokenRow } from "../rows.ts";
import type { AuditEntry, Kinds, Rows, Transaction, Where } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { endTokens } from "../tokens/end-tokens.ts";
import { entry } from "../use-case.ts";
import { openRestorations, quarantinedSince } from "./quarantine.ts";

type Deps = Pick<Dependencies, "store" | "now">;

/** Whom the operator trusts all the same: everything, or what has one of these ids. */
export type Trusted = "all" | ReadonlySet<string>;

/** What was disabled, by kind. */
export type Disabled = Readonly<Record<Kind, number>>;

/** By what people and programs get in. Sessions are among the tokens, and end. */
const kinds = ["tokens", "trust_policies", "users", "identity_providers"] as const;
type Kind = (typeof kinds)[number];

/** Rows of one transaction: others wait for it. */
const MOST_AT_ONCE = 200;

/**
 * Ends the quarantine: disables first whatever of the restored database lets somebody in, save what was made, enabled or
 * given a secret since and what the operator trusts. Until the last of it is disabled the quarantine goes on, so that it
 * may be begun again.
 * @throws Error with a message for the operator where there is no quarantine
 */
export async function accept(
  deps: Deps,
  trusted: Trusted,
  onDisabled: (count: number) => void = () => undefined,
): Promise<Disabled> {
  const open = await openRestorations(deps.store.read);
  const since = quarantinedSince(open);
  if (since === undefined) throw new Error("there is nothing to accept: the database is in no quarantine");
  const disabled = { tokens: 0, trust_policies: 0, users: 0, identity_providers: 0 };
  for (const kind of trusted === "all" ? [] : kinds) {
    for (let after: string | undefined, more = true; more;) {
      const some = await disableSome(deps, kind, { since, after, trusted });
      disabled[kind] += some.count;
      ({ last: after } = some);
      more = after !== undefined;
      onDisabled(some.count);
    }
  }
  await deps.store.write(systemActor, async (rows) => {
    const ids = (await openRestorations(rows)).map(({ id }) => id);
    await rows.restorations.updateAll({ id: ids }, { accepted_at: deps.now().toISOString() });
    const changes = { trusted: trusted === "all" ? "all" : trusted.size, disabled };
    return { result: undefined, entries: ids.map((id) => entry("database.accept", id, changes)) };
  });
  return disabled;
}

interface Page {
  readonly since: string;
  readonly after: string | undefined;
  readonly trusted: Trusted;
}

async function disableSome(
  { store, now }: Deps,
  kind: Kind,
  { since, after, trusted }: Page,
): Promise<{ readonly count: number; readonly last: string | undefined }> {
  return store.write(systemActor, async (transaction) => {
    const time = now().toISOString();
    const found = await ofKind(transaction, kind).list(enabledSince(kind), { after, limit: MOST_AT_ONCE });
    const entries: AuditEntry[] = [];
    for (const row of found) {
      if (trusted !== "all" && trusted.has(row.id)) continue;
      if (row.created_at > since || (await isVouchedFor(transaction, kind, { row, since }))) continue;
      entries.push(...(await disable(transaction, kind, { row, now: time })));
    }
    const last = found.length === MOST_AT_ONCE ? found.at(-1)?.id : undefined;
    return { result: { count: entries.length, last }, entries };
  });
}

type Switchable = { readonly id: string; readonly disabled: boolean; readonly created_at: string };

/** Each of the kinds has these columns. */
function ofKind(transaction: Transaction, kind: Kind): Rows<Switchable & { readonly updated_at: string }> {
  return transaction[kind] as unknown as Rows<Switchable & { readonly updated_at: string }>;
}

function enabledSince(kind: Kind): Where<Switchable> {
  const live: Where<Kinds["tokens"]> = { disabled: false, revoked_at: null, deleted_at: null };
  return kind === "tokens" ? live : { disabled: false };
}

/** Whether somebody has given it a secret, enabled it or given it a password since the quarantine began. */
async function isVouchedFor(
  { passwords }: Transaction,
  kind: Kind,
  {
    row,
    since,
  }: {
    readonly row: Switchable & Partial<Pick<TokenRow, "enabled_at" | "rotated_at">>;
    readonly since: string;
  },
): Promise<boolean> {
  if ((row.enabled_at ?? "") > since || (row.rotated_at ?? "") > since) return true;
  const password = kind === "users" ? await passwords.get(row.id) : undefined;
  return password !== undefined && password.created_at > since;
}

async function disable(
  transaction: Transaction,
  kind: Kind,
  { row, now }: { readonly row: Switchable & Partial<Pick<TokenRow, "session">>; readonly now: string },
): Promise<readonly AuditEntry[]> {
  if (row.session) return endTokens({ rows: transaction, now }, { id: row.id });
  await ofKind(transaction, kind).update(row.id, { disabled: true, updated_at: now });
  const changes = { disabled: { before: false, after: true }, reason: "restored" };
  return [entry(actions[kind], row.id, changes)];
}

const actions: Readonly<Record<Kind, string>> = {
  tokens: "token.disable",
  trust_policies: "trust_policy.update",
  users: "user.update",
  identity_providers: "identity_provider.update",
};
