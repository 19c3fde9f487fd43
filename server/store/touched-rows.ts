import type { Answer, RowsOf } from "./dialect.ts";

type Rows = Answer["rows"];

/** What a transaction has written so far, as far as its statements say; a statement that says nothing wrote anything. */
export interface TouchedRows {
  /** @param left what a read of exactly these rows gives from now on, where that is known */
  readonly note: (rows: RowsOf | undefined, left?: Rows) => void;
  /** Whether some of these rows may have been written. */
  readonly has: (rows: RowsOf) => boolean;
  /** What a read of these gives, if the last who wrote any of them said so. */
  readonly left: (rows: RowsOf) => Rows | undefined;
  /** Some of it was taken back: what is left is not known any more. */
  readonly forgetLeft: () => void;
  readonly clear: () => void;
}

export function touchedRows(): TouchedRows {
  let isAnything = false;
  /** The ids of its rows, or all of them. */
  const tables = new Map<string, Set<string> | "all">();
  /** By table: what one write has left of just these rows, and nobody has written to the table since. */
  const known = new Map<string, { readonly ids: string; readonly rows: Rows }>();

  const keyOf = (ids: readonly string[]): string => ids.join(" ");
  const noteRows = ({ table, ids }: RowsOf): void => {
    const noted = tables.get(table) ?? new Set();
    if (ids === undefined || noted === "all") {
      tables.set(table, "all");
      return;
    }
    for (const id of ids) {
      noted.add(id);
    }
    tables.set(table, noted);
  };

  return {
    note: (rows, left) => {
      if (rows === undefined) {
        isAnything = true;
        known.clear();
        return;
      }
      noteRows(rows);
      if (left && rows.ids) known.set(rows.table, { ids: keyOf(rows.ids), rows: left });
      else known.delete(rows.table);
    },
    has: ({ table, ids }) => {
      const written = tables.get(table);
      if (isAnything || written === "all") {
        return true;
      }
      return written !== undefined && (ids === undefined || ids.some((id) => written.has(id)));
    },
    left: ({ table, ids }) => {
      const last = known.get(table);
      return last && ids && keyOf(ids) === last.ids ? last.rows : undefined;
    },
    forgetLeft: () => {
      known.clear();
    },
    clear: () => {
      isAnything = false;
      tables.clear();
      known.clear();
    },
  };
}
