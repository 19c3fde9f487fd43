import { postgresDialect } from "./dialect.ts";
import { createPool } from "./postgres.ts";
import { explain, runOn } from "./postgres-transaction.ts";
import type { SnapshotEngine } from "./snapshot-engine.ts";

/** However long whoever reads takes for it, and whatever limits the database has for others. */
const BEGIN = `begin isolation level repeatable read read only;
set local statement_timeout = 0;
set local idle_in_transaction_session_timeout = 0`;

/** A connection in a transaction that cannot write and lasts until it is closed. */
export async function openPostgresSnapshot(url: string): Promise<SnapshotEngine> {
  const pool = createPool(url, { max: 1 });
  try {
    const client = await pool.connect();
    await client.query(BEGIN);
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
