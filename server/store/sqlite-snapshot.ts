import type { SnapshotEngine } from "./audit-snapshot.ts";
import { sqliteDialect } from "./dialect.ts";
import { connectTo } from "./sqlite.ts";

/** A connection that cannot write, in a transaction that lasts until it is closed. */
// eslint-disable-next-line typescript/require-await
export async function openSqliteSnapshot(file: string): Promise<SnapshotEngine> {
  const { database, run, execute } = connectTo(file, { readOnly: true });
  execute("begin");
  return {
    dialect: sqliteDialect,
    run,
    // eslint-disable-next-line typescript/require-await
    close: async () => {
      database.close();
    },
  };
}
