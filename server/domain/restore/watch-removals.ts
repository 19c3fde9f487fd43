import type { AccessOf } from "../../contract/rule-matching.ts";
import type { Kinds, Rows, Transaction } from "../store.ts";
import { fixed, NOTHING, same } from "./meet.ts";
import { removals } from "./removals.ts";

/** What a change took away from rows of a kind. It has no secret: a column that might is only said to have changed. */
export type Removed =
  /** They were deleted. */
  | { readonly kind: keyof Kinds; readonly ids: readonly string[]; readonly gone: true }
  /** They now have these values; with `stopped`, something else of them changed that leaves nothing. */
  | {
      readonly kind: keyof Kinds;
      readonly ids: readonly string[];
      readonly now: Readonly<Record<string, unknown>>;
      readonly stopped?: true;
    }
  /** It was made, and keeps something out. */
  | {
      readonly kind: keyof Kinds;
      readonly made: Readonly<Record<string, unknown>> & { readonly id: string };
    };

type AnyRow = { readonly id: string } & Readonly<Record<string, unknown>>;
type AnyRows = Rows<AnyRow>;

/** Nobody is asked what actions there are: where that decides, the change counts as one that takes away. */
const unknown: AccessOf = () => undefined;

/** The same rows; each change of them that takes something away, or may, is noted. */
export function watchingRemovals<T extends Omit<Transaction, "claimUse">>(
  rows: T,
  note: (removed: Removed) => void,
): T {
  const watched = Object.entries(rows).map(([kind, one]) => [
    kind,
    kind in removals ? watching(kind as keyof Kinds, one as unknown as AnyRows, note) : one,
  ]);
  // Every kind under its name, as before: the cast states it.
  return Object.fromEntries(watched) as T;
}

function watching(kind: keyof Kinds, rows: AnyRows, note: (removed: Removed) => void): AnyRows {
  const { gone, made } = removals[kind];
  const noteMade = (some: readonly AnyRow[]): void => {
    for (const row of made ? some : []) note({ kind, made: row });
    for (const barred of some.flatMap((row) => barredBy(kind, row))) note(barred);
  };
  const noteChanged = (before: readonly AnyRow[], patch: object): void => {
    for (const removed of changesOf(kind, before, patch)) note(removed);
  };
  return {
    ...rows,
    insert: async (row) => {
      await rows.insert(row);
      noteMade([row]);
    },
    insertAll: async (some) => {
      await rows.insertAll(some);
      noteMade(some);
    },
    update: async (id, patch) => {
      const before = isWatched(kind, patch) ? await rows.get(id) : undefined;
      await rows.update(id, patch);
      noteChanged(before ? [before] : [], patch);
    },
    updateAll: async (where, patch) => {
      const before = isWatched(kind, patch) ? await rows.list(where) : [];
      const count = await rows.updateAll(where, patch);
      noteChanged(before, patch);
      return count;
    },
    delete: async (where) => {
      const ids = gone ? (await rows.list(where)).map(({ id }) => id) : [];
      const count = await rows.delete(where);
      if (ids.length > 0) note({ kind, ids, gone: true });
      return count;
    },
  };
}

/** Who is disabled from the first, or has an identity since: whoever that is cannot sign up as somebody new. */
function barredBy(kind: keyof Kinds, row: AnyRow): readonly Removed[] {
  if (kind === "users" && row["disabled"] === true) return [{ kind, ids: [row.id], now: { disabled: true } }];
  return kind === "user_identities" ? [{ kind: "users", ids: [String(row["user_id"])], now: {} }] : [];
}

/** The columns of a patch that may take something away, and how. */
function watchedColumns(kind: keyof Kinds, patch: object) {
  const { columns, gone, made } = removals[kind];
  if (!gone && !made) return [];
  const meets = new Map(Object.entries(columns));
  return Object.entries(patch).flatMap(([column, value]: [string, unknown]) => {
    const meet = meets.get(column) ?? fixed;
    return meet === "harmless" || value === undefined ? [] : [{ column, value, meet }];
  });
}

function isWatched(kind: keyof Kinds, patch: object): boolean {
  return watchedColumns(kind, patch).length > 0;
}

/** What a patch took away from rows, together for those of which it took the same. */
function changesOf(kind: keyof Kinds, before: readonly AnyRow[], patch: object): readonly Removed[] {
  const columns = watchedColumns(kind, patch);
  const groups = new Map<string, { readonly ids: string[]; readonly changed: typeof columns }>();
  for (const row of before) {
    const changed = columns.filter(({ column, value, meet }) => {
      const left = meet(row[column], value, unknown);
      return left === NOTHING || !same(left, row[column]);
    });
    if (changed.length === 0) continue;
    const key = changed.map(({ column }) => column).join();
    const group = groups.get(key) ?? { ids: [], changed };
    group.ids.push(row.id);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ ids, changed }) => {
    const now = Object.fromEntries(
      changed.filter(({ meet }) => meet !== fixed).map(({ column, value }) => [column, value]),
    );
    const isStopped = changed.some(({ meet }) => meet === fixed);
    return { kind, ids, now, ...(isStopped && { stopped: true }) };
  });
}
