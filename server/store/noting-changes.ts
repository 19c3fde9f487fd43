import { raisesEpoch } from "../domain/memory/epoch-kinds.ts";
import type { Rows, Transaction } from "../domain/store.ts";
import type { Row } from "../domain/rows.ts";

/** The same rows, that tell when something changes which raises the epoch: see domain/memory/epoch-kinds.ts. */
export function notingChanges<T extends Omit<Transaction, "claimUse">>(kinds: T, note: () => void): T {
  const noting = (Object.keys(raisesEpoch) as (keyof typeof raisesEpoch)[]).map(
    (kind) => [kind, notingKind(kinds[kind] as unknown as Rows<Row>, raisesEpoch[kind], note)] as const,
  );
  // Every kind of the transaction is there again under its own name.
  return { ...kinds, ...Object.fromEntries(noting) };
}

function notingKind(
  rows: Rows<Row>,
  raising: (typeof raisesEpoch)[keyof typeof raisesEpoch],
  note: () => void,
): Rows<Row> {
  if (raising === "none") return rows;
  const harmless: readonly string[] = raising === "all" ? [] : raising.but;
  /** Noted before it is done: work that goes on after a failure has nothing to commit anyway. */
  const noteColumns = (patch: object): void => {
    if (Object.keys(patch).some((column) => !harmless.includes(column))) note();
  };
  return {
    ...rows,
    insert: (row) => {
      if (raising === "all") note();
      return rows.insert(row);
    },
    insertAll: (some) => {
      if (raising === "all" && some.length > 0) note();
      return rows.insertAll(some);
    },
    update: (id, patch) => {
      noteColumns(patch);
      return rows.update(id, patch);
    },
    updateAll: async (where, patch) => {
      const changes = await rows.updateAll(where, patch);
      if (changes > 0) noteColumns(patch);
      return changes;
    },
    delete: async (where) => {
      const changes = await rows.delete(where);
      if (changes > 0) note();
      return changes;
    },
  };
}
