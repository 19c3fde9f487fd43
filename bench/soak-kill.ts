import path from "node:path";
import { killRounds } from "../test/support/kill-rounds.ts";
import { findPostgres, startPostgres } from "../test/support/postgres.ts";
import { serverKillRounds } from "../test/support/server-kill-rounds.ts";
import { temporaryFolder } from "../test/support/temporary-folder.ts";

interface Killed {
  /** What was answered, of all databases together, all of it found afterwards. */
  readonly acknowledged: number;
  /** On how many kinds of database. */
  readonly databases: number;
}

/**
 * Kills a real server in the middle of a burst of mints, again and again, on SQLite and, where it is installed, on PostgreSQL.
 * @throws Error with what was lost
 */
export function killServers(rounds: number): Promise<Killed> {
  return onEach(async (url) => {
    let acknowledged = 0;
    for await (const round of serverKillRounds(rounds, url.startsWith("sqlite:") ? undefined : url)) {
      if (round.lost.length > 0 || round.revived.length > 0 || round.integrity !== "ok") {
        throw new Error(`after kill -9: ${JSON.stringify(round)}`);
      }
      ({ acknowledged } = round);
    }
    return acknowledged;
  });
}

/**
 * The same with the writer of a store, whose audit chain is looked at after each round.
 * @throws Error with what was lost
 */
export function killWriters(rounds: number): Promise<Killed> {
  return onEach(async (url) => {
    let acknowledged = 0;
    for await (const round of killRounds(url, rounds)) {
      const isWhole = round.lost.length === 0 && round.integrity === "ok" && round.chain === "intact";
      if (!isWhole || round.unpaired > 0) throw new Error(`after kill -9: ${JSON.stringify(round)}`);
      ({ acknowledged } = round);
    }
    return acknowledged;
  });
}

async function onEach(kill: (url: string) => Promise<number>): Promise<Killed> {
  using folder = temporaryFolder();
  const bin = await findPostgres();
  let acknowledged = await kill(`sqlite:${path.join(folder.path, "jeton.db")}`);
  if (bin === undefined) return { acknowledged, databases: 1 };
  const cluster = await startPostgres(bin);
  try {
    acknowledged += await kill(cluster.url);
  } finally {
    await cluster.stop();
  }
  return { acknowledged, databases: 2 };
}
