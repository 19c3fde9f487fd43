import { sqliteDialect } from "./dialect.ts";
import type { SnapshotEngine } from "./snapshot-engine.ts";
import { connectTo } from "./sqlite.ts";

/** A connection that cannot write, in a transaction that lasts until it is closed. */
export function openSqliteSnapshot(file: string): SnapshotEngine {
  const { database, run, execute } = connectTo(file, { readOnly: true });
  execute("begin");
  return {
    dialect: sqliteDialect,
    run,
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}
