import type { AccessOf } from "../../contract/rule-matching.ts";
import { declaredAccess } from "../authorization/declared-types.ts";
import type { Dependencies } from "../dependencies.ts";
import type { AuditEntry, Kinds, Rows, Transaction, Where } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { fixed, NOTHING, same } from "./meet.ts";
import { removals } from "./removals.ts";
import type { Removed } from "./watch-removals.ts";

type Deps = Pick<Dependencies, "store">;
type AnyRow = { readonly id: string } & Readonly<Record<string, unknown>>;
type AnyRows = Rows<AnyRow>;

/** Rows of one transaction. */
const MOST_AT_ONCE = 500;

/**
 * Takes away again, from a database that was restored, what was taken away since. It only ever takes away: whoever writes to
 * a journal can do no more than remove.
 * @returns how many rows were changed, made or deleted
 */
export async function replayRemovals(deps: Deps, removed: Removed): Promise<number> {
  if ("made" in removed) return write(deps, (rows) => makeAgain(rows, removed));
  let count = 0;
  for (let start = 0; start < removed.ids.length; start += MOST_AT_ONCE) {
    const ids = removed.ids.slice(start, start + MOST_AT_ONCE);
    count += await write(deps, (rows) =>
      "gone" in removed ? end(rows, removed.kind, ids) : narrow(rows, { ...removed, ids }),
    );
  }
  return count;
}

/** Keeps whoever was disabled since, or is in another way refused, from signing up as somebody new. */
export interface SignUps {
  readonly note: (removed: Removed) => void;
  /** Once all is replayed; how many identity providers let nobody sign up from now on. */
  readonly close: (deps: Deps) => Promise<number>;
}

export function watchingSignUps(): SignUps {
  const narrowed = new Set<string>();
  const linked = new Set<string>();
  return {
    note: (removed) => {
      if (removed.kind !== "users" || !("now" in removed)) return;
      const isLink = Object.keys(removed.now).length === 0 && !removed.stopped;
      for (const id of removed.ids) (isLink ? linked : narrowed).add(id);
    },
    close: (deps) =>
      write(deps, async (rows) => {
        if (!(await mayReturn(rows, narrowed, linked))) return [];
        const open = await kindOf(rows, "identity_providers").list({
          allow_sign_up: true,
        } as Where<object> as Where<AnyRow>);
        const entries: AuditEntry[] = [];
        for (const row of open) {
          entries.push(...(await patch(rows, "identity_providers", { row, left: { allow_sign_up: false } })));
        }
        return entries;
      }),
  };
}

/** Whether somebody is refused in the original by a user, or an identity, that an older database does not have. */
async function mayReturn(
  { users }: Pick<Transaction, "users">,
  narrowed: ReadonlySet<string>,
  linked: ReadonlySet<string>,
): Promise<boolean> {
  for (const id of narrowed) {
    if (!(await users.get(id))) return true;
  }
  for (const id of linked) {
    if ((await users.get(id))?.disabled) return true;
  }
  return false;
}

/** Whether what a journal says is something that could be taken away. */
export function isRemoved(value: unknown): value is Removed {
  if (typeof value !== "object" || value === null) return false;
  const { kind, ids, gone, now, made } = value as Readonly<Record<string, unknown>>;
  if (typeof kind !== "string" || !Object.hasOwn(removals, kind)) return false;
  if (made !== undefined) return typeof made === "object" && made !== null && "id" in made;
  const hasIds = Array.isArray(ids) && ids.every((id) => typeof id === "string");
  return hasIds && (gone === true || (typeof now === "object" && now !== null));
}

async function write(
  { store }: Deps,
  work: (rows: Transaction) => Promise<readonly AuditEntry[]>,
): Promise<number> {
  return store.write(systemActor, async (rows) => {
    const entries = await work(rows);
    return { result: entries.length, entries };
  });
}

function kindOf(rows: Transaction, kind: keyof Kinds): AnyRows {
  return rows[kind] as unknown as AnyRows;
}

const byIds = (ids: readonly string[]): Where<AnyRow> => ({ id: ids }) as Where<AnyRow>;

async function end(
  rows: Transaction,
  kind: keyof Kinds,
  ids: readonly string[],
): Promise<readonly AuditEntry[]> {
  if (!removals[kind].gone) return [];
  const there = (await kindOf(rows, kind).list(byIds(ids))).map(({ id }) => id);
  if (there.length === 0) return [];
  await kindOf(rows, kind).delete(byIds(there));
  return there.map((id) => replayed(kind, id, { gone: true }));
}

async function narrow(
  rows: Transaction,
  { kind, ids, now, stopped }: Extract<Removed, { now: unknown }>,
): Promise<readonly AuditEntry[]> {
  const accessOf = await declaredAccess(rows);
  const entries: AuditEntry[] = [];
  for (const row of await kindOf(rows, kind).list(byIds(ids))) {
    const left = stopped ? undefined : leftOf(kind, { row, now, accessOf });
    entries.push(...(await (left ? patch(rows, kind, { row, left }) : stop(rows, kind, row))));
  }
  return entries;
}

/** What is left of a row; undefined for nothing. */
function leftOf(
  kind: keyof Kinds,
  {
    row,
    now,
    accessOf,
  }: { readonly row: AnyRow; readonly now: Readonly<Record<string, unknown>>; readonly accessOf: AccessOf },
): Readonly<Record<string, unknown>> | undefined {
  const meets = new Map(Object.entries(removals[kind].columns));
  const left: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(now)) {
    const meet = meets.get(column) ?? fixed;
    if (meet === "harmless") continue;
    const met = column in row ? meet(row[column], value, accessOf) : NOTHING;
    if (met === NOTHING) return undefined;
    if (!same(met, row[column])) left[column] = met;
  }
  return left;
}

async function stop(rows: Transaction, kind: keyof Kinds, row: AnyRow): Promise<readonly AuditEntry[]> {
  const { stopped } = removals[kind];
  return stopped ? patch(rows, kind, { row, left: stopped }) : end(rows, kind, [row.id]);
}

async function patch(
  rows: Transaction,
  kind: keyof Kinds,
  { row, left }: { readonly row: AnyRow; readonly left: object },
): Promise<readonly AuditEntry[]> {
  const changed = Object.entries(left).filter(([column, value]) => !same(row[column], value));
  if (changed.length === 0) return [];
  await kindOf(rows, kind).update(row.id, Object.fromEntries(changed));
  const changes = changed.map(([column, after]) => [column, { before: row[column] ?? null, after }]);
  return [replayed(kind, row.id, Object.fromEntries(changes))];
}

/** One that keeps something out. Where another one is in its place, that keeps out what it does as well. */
async function makeAgain(
  rows: Transaction,
  { kind, made }: Extract<Removed, { made: unknown }>,
): Promise<readonly AuditEntry[]> {
  if (!removals[kind].made) return [];
  const own = kindOf(rows, kind);
  const [twin] =
    kind === "policies"
      ? await own.list({ project_id: String(made["project_id"]) } as unknown as Where<AnyRow>)
      : await own.list(byIds([made.id]));
  if (twin) {
    const accessOf = await declaredAccess(rows);
    const left = leftOf(kind, {
      row: twin,
      now: { ...made, id: twin.id, project_id: twin["project_id"] },
      accessOf,
    });
    return left ? patch(rows, kind, { row: twin, left }) : [];
  }
  await own.insert(made);
  return [replayed(kind, made.id, { made: true })];
}

/** Its changes are what takes away, never a secret. */
function replayed(kind: keyof Kinds, id: string, changes: Readonly<Record<string, unknown>>): AuditEntry {
  return { action: "database.replay", targetType: nouns[kind] ?? kind, targetId: id, changes };
}

/** As the rest of the audit calls what people know. */
const nouns: Partial<Record<keyof Kinds, string>> = {
  tokens: "token",
  users: "user",
  service_accounts: "service_account",
  groups: "group",
  group_members: "group_member",
  roles: "role",
  role_bindings: "role_binding",
  projects: "project",
  policies: "policy",
  trust_policies: "trust_policy",
  identity_providers: "identity_provider",
  resource_types: "resource_type",
  user_identities: "user_identity",
  webhooks: "webhook",
};
