import path from "node:path";
import { backUpLarge } from "../test/support/large-backup.ts";
import { connect, findPostgres, startPostgres } from "../test/support/postgres.ts";
import { temporaryFolder } from "../test/support/temporary-folder.ts";

/** What either command may take, however large the database is: rows are read and written a page at a time, and the rest is garbage. */
const MOST_MEGABYTES = 400;
const MOST_SECONDS = 120;

type Large = Awaited<ReturnType<typeof backUpLarge>>;

/**
 * Backs up that many tokens under load, and restores them, on SQLite and, where it is installed, on PostgreSQL.
 * @returns what the slower one of the two took
 * @throws Error with what is not as it was, or took too much
 */
export async function backUp(tokens: number): Promise<Large & { readonly rounds: number }> {
  using folder = temporaryFolder();
  const at = (name: string): string => `sqlite:${path.join(folder.path, name, "jeton.db")}`;
  const done = [held(await backUpLarge([at("from"), at("to")], tokens))];
  const bin = await findPostgres();
  if (bin !== undefined) {
    const cluster = await startPostgres(bin);
    try {
      const admin = await connect(cluster.url);
      await admin.query("create database target");
      await admin.end();
      const target = cluster.url.replace(/postgres$/, "target");
      done.push(held(await backUpLarge([cluster.url, target], tokens)));
    } finally {
      await cluster.stop();
    }
  }
  const slowest = done.toSorted((a, b) => b.backup.seconds - a.backup.seconds)[0];
  if (!slowest) throw new Error("there is no database");
  return { ...slowest, rounds: done.length };
}

function held(large: Large): Large {
  const { broken, backup, restore } = large;
  const isTooMuch = [backup, restore].some(
    ({ megabytes, seconds }) => megabytes > MOST_MEGABYTES || seconds > MOST_SECONDS,
  );
  if (broken.length > 0 || isTooMuch) throw new Error(JSON.stringify(large));
  return large;
}
