import type { RowsOf } from "./dialect.ts";

/** What a transaction has written so far, as far as its statements say; a statement that says nothing wrote anything. */
export interface TouchedRows {
  readonly note: (rows: RowsOf | undefined) => void;
  /** Whether some of these rows may have been written. */
  readonly has: (rows: RowsOf) => boolean;
  readonly clear: () => void;
}

export function touchedRows(): TouchedRows {
  let isAnything = false;
  /** The ids of its rows, or all of them. */
  const tables = new Map<string, Set<string> | "all">();

  return {
    note: (rows) => {
      if (rows === undefined) {
        isAnything = true;
        return;
      }
      const known = tables.get(rows.table) ?? new Set();
      if (rows.ids === undefined || known === "all") {
        tables.set(rows.table, "all");
        return;
      }
      for (const id of rows.ids) {
        known.add(id);
      }
      tables.set(rows.table, known);
    },
    has: ({ table, ids }) => {
      const written = tables.get(table);
      if (isAnything || written === "all") {
        return true;
      }
      return written !== undefined && (ids === undefined || ids.some((id) => written.has(id)));
    },
    clear: () => {
      isAnything = false;
      tables.clear();
    },
  };
}
