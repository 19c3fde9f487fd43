import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";

import { postgresDialect, sqliteDialect } from "./dialect.ts";
import type { Run } from "./dialect.ts";
import type { Engine } from "./engine.ts";
import { sqliteFile } from "./open-store.ts";

/** A database of which one transaction is open, and nothing else. */
export interface Alone extends Pick<Engine, "dialect" | "timeStatement"> {
  readonly run: Run;
}
type Work<T> = (database: Alone) => Promise<T>;

/**
 * Runs `work` in one long transaction, as migrations do: nothing else writes meanwhile, however long it takes, and when it
 * rejects nothing of it remains. An SQLite file that is missing is made, and goes away again when `work` rejects.
 */
export async function alone<T>(url: string, work: Work<T>): Promise<T> {
  if (url.startsWith("sqlite:")) return aloneOnSqlite(sqliteFile(url), work);
  const [{ createPool, TIME }, { makeLockRow, TAKE_LOCK }, { transactOn }] = await Promise.all([
    import("./postgres.ts"),
    import("./postgres-migrate.ts"),
    import("./postgres-transaction.ts"),
  ]);
  const pool = createPool(url, { max: 1 });
  try {
    await makeLockRow(pool);
    return await transactOn(pool, async (run) => {
      await run("set local statement_timeout = 0", []);
      await run("set local idle_in_transaction_session_timeout = 0", []);
      await run(TAKE_LOCK, []);
      return work({ run, dialect: postgresDialect, timeStatement: TIME });
    });
  } finally {
    await pool.end();
  }
}

async function aloneOnSqlite<T>(file: string, work: Work<T>): Promise<T> {
  const { connect, whenFree } = await import("./sqlite-connection.ts");
  const isMade = await makeFile(file);
  const { database, run } = await connect(file);
  try {
    await whenFree(file, () => {
      database.exec("begin immediate");
    });
    const result = await work({ run, dialect: sqliteDialect });
    database.exec("commit");
    database.close();
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("rollback");
    database.close();
    if (isMade) await rm(file, { force: true });
    throw error;
  }
}

/** Whether it was not there before. */
async function makeFile(file: string): Promise<boolean> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    await (await open(file, "wx", 0o600)).close();
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
    throw cause;
  }
}
