import { type ChangedRows, createChangedRows } from "./changed-rows.ts";
import { rowMatches } from "../row-matches.ts";
import type { Row } from "../rows.ts";
import type { Kinds, PageOf, Reader, Reads, Rows, Transaction, Where } from "../store.ts";

/**
 * Changes that are made in memory alone, over what is stored: work on its rows sees them as if they were stored. What is
 * read is read once, so that what is stored must not change meanwhile, or be compared before the draft is kept.
 */
export interface Draft {
  readonly rows: Transaction;
  /** Runs a piece of work; when it rejects, what it changed is as before. */
  readonly attempt: <T>(work: () => Promise<T>) => Promise<T>;
  /** Makes the same changes to the rows of a transaction. */
  readonly keep: (transaction: Transaction) => Promise<void>;
}

export function createDraft(reader: Reader): Draft {
  const undo: (() => void)[] = [];
  // A transaction is a reader too, and has a function besides its kinds of rows.
  const readable = Object.entries(reader).filter(([, reads]) => typeof reads === "object");
  const made = new Set<string>();
  const kinds = readable.map(([kind, reads]) => {
    const isNamed = namedByOthers.has(kind);
    return [kind, draftRows<Row>(reads, { undo, made, isNamed })] as const;
  });
  const rows = Object.fromEntries(kinds);
  return {
    // Every kind is there under its own name, with the rows its reads have: the cast states it.
    rows: { ...rows, claimUse: async () => true } as unknown as Transaction,
    attempt: async (work) => {
      const before = undo.length;
      try {
        return await work();
      } catch (cause) {
        for (const step of undo.splice(before).toReversed()) step();
        throw cause;
      }
    },
    keep: async (transaction) => {
      for (const [kind, { keep }] of kinds) {
        // The kinds are the names of the transaction's own rows.
        await keep(transaction[kind as keyof Kinds] as unknown as Rows<Row>);
      }
    },
  };
}

/** Kinds whose ids are made with the row, and which others name: nothing stored names one that a draft has made. */
const namedByOthers: ReadonlySet<string> = new Set<keyof Kinds>([
  "projects",
  "users",
  "service_accounts",
  "groups",
  "roles",
  "tokens",
  "trust_policies",
]);

interface DraftRows<R extends Row> extends Rows<R> {
  readonly keep: (rows: Rows<R>) => Promise<void>;
}

interface Drafting {
  /** What takes each change back. */
  readonly undo: (() => void)[];
  /** Ids that nothing stored names. */
  readonly made: Set<string>;
  readonly isNamed: boolean;
}

function draftRows<R extends Row>(reads: Reads<R>, { undo, made, isNamed }: Drafting): DraftRows<R> {
  const stored = remembering(reads);
  const changed = createChangedRows<R>();
  const set = (id: string, row: R | undefined): void => void undo.push(changed.set(id, row));
  const add = (row: R): void => {
    stored.hasNone(row.id);
    if (isNamed && !changed.byId.has(row.id)) made.add(row.id);
    set(row.id, row);
  };
  const read = readsOver(stored, changed, made);
  const setAll = async (where: Where<R>, to: (row: R) => R | undefined): Promise<number> => {
    if (Object.values(where).every((wanted) => wanted === undefined)) {
      throw new Error("An empty condition is refused");
    }
    const rows = await read.list(where);
    for (const row of rows) set(row.id, to(row));
    return rows.length;
  };
  return {
    ...read,
    insert: async (row) => add(row),
    insertAll: async (rows) => rows.forEach(add),
    update: async (id, patch) => {
      const row = await read.get(id);
      if (!row) throw new Error(`There is no row ${id}`);
      set(id, { ...row, ...defined(patch) });
    },
    updateAll: (where, patch) => setAll(where, (row) => ({ ...row, ...defined(patch) })),
    delete: (where) => setAll(where, () => undefined),
    keep: (rows) => keepRows(stored, changed.byId, rows),
  };
}

/** What is stored, as it would be with changes. */
function readsOver<R extends Row>(
  stored: Reads<R>,
  { byId: changed, near }: ChangedRows<R>,
  made: ReadonlySet<string>,
): Reads<R> {
  const others = async (asked: Where<R>, { after, limit }: PageOf): Promise<readonly R[]> => {
    const where = storable(asked, made);
    const found: R[] = [];
    for (let from = after; where;) {
      const page = await stored.list(where, { after: from, ...(limit !== undefined && { limit }) });
      found.push(...page.filter(({ id }) => !changed.has(id)));
      if (limit === undefined || page.length < limit || found.length >= limit) return found;
      from = page.at(-1)?.id;
    }
    return found;
  };
  return {
    get: async (id) => (changed.has(id) ? changed.get(id) : stored.get(id)),
    list: async (where, page = {}) => {
      const { after = "", limit, order } = page;
      if (order) throw new Error("A draft is read in the order of ids");
      const rows = await others(where, page);
      const own = near(where).filter((row) => row.id > after && rowMatches(where, row));
      return [...rows, ...own].toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
    },
    count: async (asked) => {
      const where = storable(asked, made);
      let count = near(asked).filter((row) => rowMatches(asked, row)).length;
      if (!where) return count;
      count += await stored.count(where);
      for (const id of changed.keys()) {
        const before = await stored.get(id);
        if (before && rowMatches(where, before)) count -= 1;
      }
      return count;
    },
  };
}

/** The same of what is stored, which names nothing that was made since; undefined where that is no row. */
function storable<R>(where: Where<R>, made: ReadonlySet<string>): Where<R> | undefined {
  const asked: Record<string, unknown> = {};
  for (const [column, wanted] of Object.entries(where) as [string, unknown][]) {
    asked[column] = Array.isArray(wanted) ? storableList(column, wanted, made) : wanted;
    const isMade = typeof wanted === "string" && made.has(wanted);
    if (isMade || (wanted !== undefined && asked[column] === undefined)) return undefined;
  }
  // Of the same columns.
  return asked as Where<R>;
}

/** Of several conditions or values; undefined where none can be met. */
function storableList(
  column: string,
  wanted: readonly unknown[],
  made: ReadonlySet<string>,
): readonly unknown[] | undefined {
  // No kind of row has a column of these names: the type of a condition says what they hold.
  const isConditions = column === "anyOf" || column === "allOf";
  const left = isConditions
    ? wanted.map((where) => storable(where as Where<unknown>, made)).filter((where) => where !== undefined)
    : wanted.filter((value) => typeof value !== "string" || !made.has(value));
  const isMet = column === "allOf" ? left.length === wanted.length : left.length > 0;
  return isMet ? left : undefined;
}

async function keepRows<R extends Row>(
  stored: Reads<R>,
  changed: ReadonlyMap<string, R | undefined>,
  rows: Rows<R>,
): Promise<void> {
  const before = new Map<string, R | undefined>();
  for (const id of changed.keys()) before.set(id, await stored.get(id));
  const gone = [...changed.keys()].filter((id) => changed.get(id) === undefined && before.get(id));
  // First what goes, so that its names are free.
  // Every row has an id; TypeScript does not see it through the type parameter.
  if (gone.length > 0) await rows.delete({ id: gone } as unknown as Where<R>);
  const made: R[] = [];
  for (const [id, row] of changed) {
    if (!row) continue;
    const { id: _, ...patch } = row;
    if (before.get(id)) await rows.update(id, patch);
    else made.push(row);
  }
  await rows.insertAll(made);
}

/** Reads each thing once. */
function remembering<R extends Row>(reads: Reads<R>): Reads<R> & { readonly hasNone: (id: string) => void } {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(asked: readonly unknown[], read: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(asked);
    // What a key is set to is what it is asked for.
    const found = (known.get(key) as Promise<T> | undefined) ?? read();
    known.set(key, found);
    return found;
  };
  const get = (id: string): Promise<R | undefined> => once(["get", id], () => reads.get(id));
  const list = async (where: Where<R>, page: PageOf): Promise<readonly R[]> => {
    const rows = await reads.list(where, page);
    for (const row of rows) void once(["get", row.id], async () => row);
    return rows;
  };
  return {
    get,
    list: (where, page = {}) => once(["list", where, page], () => list(where, page)),
    count: (where) => once(["count", where], () => reads.count(where)),
    hasNone: (id) => void once(["get", id], async () => undefined),
  };
}

function defined<T extends object>(patch: T): T {
  // What is undefined stays as it is.
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as T;
}
