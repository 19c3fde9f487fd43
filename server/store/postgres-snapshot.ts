import { postgresDialect } from "./dialect.ts";
import { createPool } from "./postgres.ts";
import { explain, runOn } from "./postgres-transaction.ts";
import type { SnapshotEngine } from "./snapshot-engine.ts";

/** A connection in a transaction that cannot write and lasts until it is closed. */
export async function openPostgresSnapshot(url: string): Promise<SnapshotEngine> {
  const pool = createPool(url, { max: 1 });
  try {
    const client = await pool.connect();
    await client.query("begin isolation level repeatable read read only");
    return {
      dialect: postgresDialect,
      run: runOn(client),
      close: async () => {
        client.release(true);
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw explain(error);
  }
}
