import type { Row } from "../rows.ts";
import type { Where } from "../store.ts";

/** Rows that are changed but not stored, by id; undefined is deleted. */
export interface ChangedRows<R extends Row> {
  readonly byId: ReadonlyMap<string, R | undefined>;
  /** Sets a row, and gives what takes that back. */
  readonly set: (id: string, row: R | undefined) => () => void;
  /**
   * Those that may meet a condition, and hardly any other: each column that a list goes by is indexed, so that a list costs
   * what it finds and not what was changed so far.
   */
  readonly near: (where: Where<R>) => readonly R[];
}

type Ids = ReadonlySet<string>;

const none: Ids = new Set();

export function createChangedRows<R extends Row>(): ChangedRows<R> {
  const byId = new Map<string, R | undefined>();
  /** By column and value, of the columns that were asked for. */
  const indexes = new Map<string, Map<unknown, Set<string>>>();

  const index = (ids: Map<unknown, Set<string>>, column: string, row: R): void => {
    const value = valueOf(row, column);
    const before = ids.get(value);
    if (before) before.add(row.id);
    else ids.set(value, new Set([row.id]));
  };
  const indexOf = (column: string): ReadonlyMap<unknown, Ids> => {
    const known = indexes.get(column);
    if (known) return known;
    const made = new Map<unknown, Set<string>>();
    for (const row of byId.values()) if (row) index(made, column, row);
    indexes.set(column, made);
    return made;
  };
  const put = (id: string, row: R | undefined): void => {
    const before = byId.get(id);
    for (const [column, ids] of indexes) {
      if (before) ids.get(valueOf(before, column))?.delete(id);
      if (row) index(ids, column, row);
    }
    byId.set(id, row);
  };
  /** Undefined where no index tells. */
  const idsOf = (where: Where<R>): Ids | undefined => {
    const told = Object.entries(where).map(([column, wanted]) => toldBy(column, wanted));
    return least(told);
  };
  const toldBy = (column: string, wanted: unknown): Ids | undefined => {
    // No kind of row has a column of these names: the type of a condition says what they hold.
    if (column === "anyOf")
      return union((wanted as readonly Where<R>[] | undefined)?.map(idsOf) ?? [undefined]);
    if (column === "allOf") return least((wanted as readonly Where<R>[] | undefined)?.map(idsOf) ?? []);
    if (Array.isArray(wanted)) return union(wanted.map((value) => indexOf(column).get(value) ?? none));
    const isTest = typeof wanted === "object" && wanted !== null;
    return wanted === undefined || isTest ? undefined : (indexOf(column).get(wanted) ?? none);
  };
  return {
    byId,
    set: (id, row) => {
      const [had, before] = [byId.has(id), byId.get(id)];
      put(id, row);
      return () => {
        put(id, before);
        if (!had) byId.delete(id);
      };
    },
    near: (where) => [...(idsOf(where) ?? byId.keys())].flatMap((id) => byId.get(id) ?? []),
  };
}

function valueOf(row: object, column: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[column];
}

/** All of them hold: whichever tells most. */
function least(all: readonly (Ids | undefined)[]): Ids | undefined {
  return all.reduce((a, b) => (a === undefined || (b !== undefined && b.size < a.size) ? b : a), undefined);
}

/** One of them holds: nothing is told unless each tells. */
function union(all: readonly (Ids | undefined)[]): Ids | undefined {
  const [first] = all;
  if (all.length === 1) return first;
  const ids = new Set<string>();
  for (const some of all) {
    if (!some) return undefined;
    for (const id of some) ids.add(id);
  }
  return ids;
}
