import { sqliteDialect } from "./dialect.ts";
import type { SnapshotEngine } from "./snapshot-engine.ts";
import { connectTo } from "./sqlite-connection.ts";

/** A connection that cannot write, in a transaction that lasts until it is closed. */
export function openSqliteSnapshot(file: string): SnapshotEngine {
  const { database, answer } = connectTo(file, { readOnly: true });
  answer("begin", []);
  return {
    dialect: sqliteDialect,
    // What is thrown while the promise is made rejects it.
    run: (statement, parameters) =>
      new Promise((resolve) => {
        resolve(answer(statement, parameters));
      }),
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}
