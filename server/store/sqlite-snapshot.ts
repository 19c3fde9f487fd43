import { sqliteDialect } from "./dialect.ts";
import type { SnapshotEngine } from "./snapshot-engine.ts";
import { connectTo } from "./sqlite-connection.ts";

/** A connection that cannot write, in a transaction that lasts until it is closed. */
export function openSqliteSnapshot(file: string): SnapshotEngine {
  const { database, run } = connectTo(file, { readOnly: true });
  database.exec("begin");
  return {
    dialect: sqliteDialect,
    run,
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}
