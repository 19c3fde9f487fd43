import path from "node:path";
import { findPostgres, startPostgres } from "../test/support/postgres.ts";
import { rightsRaces } from "../test/support/rights-races.ts";
import { temporaryFolder } from "../test/support/temporary-folder.ts";

interface Raced {
  /** Things done by those whose rights another server ended. */
  readonly done: number;
  /** On how many kinds of database. */
  readonly databases: number;
}

/**
 * Lets somebody give rights away at one server while another ends its own, again and again, on SQLite and, where it is
 * installed, on PostgreSQL.
 * @throws Error with what was done too late
 */
export async function run({ rounds }: { readonly rounds: number }): Promise<Raced> {
  using folder = temporaryFolder();
  const bin = await findPostgres();
  const cluster = bin === undefined ? undefined : await startPostgres(bin);
  const urls = [`sqlite:${path.join(folder.path, "jeton.db")}`, ...(cluster ? [cluster.url] : [])];
  let done = 0;
  try {
    for (const url of urls) {
      for await (const race of rightsRaces(url, rounds)) {
        if (race.late.length > 0) throw new Error(`done too late: ${JSON.stringify(race)}`);
        done += race.done;
      }
    }
  } finally {
    await cluster?.stop();
  }
  return { done, databases: urls.length };
}
