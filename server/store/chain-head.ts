import type { Head } from "../domain/store.ts";
import type { Dialect, RowsOf, Run } from "./dialect.ts";

const HEAD = "1";
const rowOfHead: RowsOf = { table: "chain_head", ids: [HEAD] };

/** The one row with the end of the audit chain and the epoch. */
export interface ChainHead {
  readonly read: (run: Run) => Promise<Head>;
  /** Reads it, and lets no other writer do so before the transaction ends. */
  readonly lock: (run: Run) => Promise<Head>;
  readonly replace: (run: Run, head: Head) => Promise<void>;
}

export function chainHead({ builder, lockingSelect }: Dialect): ChainHead {
  const select = "select sequence, hash, epoch from chain_head where id = 1";
  const update = builder
    .updateTable("chain_head")
    .set({ sequence: 0, hash: "", epoch: 0 })
    .where("id", "=", 1)
    .compile().sql;

  const read = async (run: Run, statement: string): Promise<Head> => {
    const { rows } = await run(statement, [], { reads: rowOfHead });
    const row = rows[0];
    if (row === undefined) {
      throw new Error("The database has lost the head of its audit chain");
    }
    return { sequence: Number(row["sequence"]), hash: String(row["hash"]), epoch: Number(row["epoch"]) };
  };
  return {
    read: (run) => read(run, select),
    lock: (run) => read(run, select + lockingSelect),
    replace: async (run, { sequence, hash, epoch }) => {
      const left = [{ sequence, hash, epoch }];
      await run(update, [sequence, hash, epoch, 1], { writes: rowOfHead, isCounted: false, left });
    },
  };
}
