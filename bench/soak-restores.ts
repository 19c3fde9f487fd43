import { makeDatabasesAt } from "../test/support/databases.ts";
import { findPostgres, startPostgres } from "../test/support/postgres.ts";
import { holdRestores } from "../test/support/restored-histories.ts";

/**
 * Plays random histories on SQLite and a PostgreSQL of its own, backs them up on the way and restores them onto either.
 * @returns how many decisions were compared
 * @throws Error with what came back to life
 */
export async function run(histories: Parameters<typeof holdRestores>[0]): Promise<number> {
  const bin = await findPostgres();
  if (bin === undefined) throw new Error("PostgreSQL is not installed");
  const cluster = await startPostgres(bin);
  makeDatabasesAt(cluster.url);
  try {
    return await holdRestores(histories);
  } finally {
    makeDatabasesAt(undefined);
    await cluster.stop();
  }
}
