import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Kinds } from "../../server/domain/store.ts";
import { tables } from "../../server/store/tables.ts";
import type { TestServer } from "./server.ts";
import { until } from "./until.ts";

interface Filling<K extends keyof Kinds> {
  readonly table: K;
  /** The id of the row that all others are like. */
  readonly like: string;
  readonly count: number;
  /** The columns that tell them apart besides their ids: each gets `-1`, `-2` ... after what that row has. */
  readonly told: readonly (keyof Kinds[K] & string)[];
}

/** Copies of a row of a server on SQLite, thousands in one statement: nobody made them, and the audit knows nothing of them. */
export async function fillTable<K extends keyof Kinds>(
  { folder }: Pick<TestServer, "folder">,
  { table, like, count, told }: Filling<K>,
): Promise<void> {
  const apart: ReadonlySet<string> = new Set(told);
  const columns = Object.keys(tables[table]);
  const values = columns.map((column) => {
    if (column === "id") return `substr("id", 1, instr("id", '_')) || printf('%012d', n)`;
    return apart.has(column) ? `"${column}" || '-' || n` : `"${column}"`;
  });
  const names = columns.map((column) => `"${column}"`).join(", ");
  const database = new DatabaseSync(path.join(folder, "jeton.db"), { timeout: 0 });
  const insert = (): void => {
    database
      .prepare(
        `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)
         insert into "${table}" (${names}) select ${values.join(", ")} from "${table}", numbers where "id" = ?`,
      )
      .run(count, like);
  };
  try {
    // A server in this process commits with the help of this very thread, which must not be kept waiting for it.
    await until("nobody else writes", () => succeeds(insert));
  } finally {
    database.close();
  }
}

/** Whether nobody else was writing. */
function succeeds(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (error instanceof Error && error.message === "database is locked") return false;
    throw error;
  }
}
