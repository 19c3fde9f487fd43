import { findPostgres, startPostgres } from "../test/support/postgres.ts";
import { revokeRaces } from "../test/support/revoke-races.ts";

/**
 * Revokes tokens at one replica and uses them at three, with and without connections to the database that end.
 * @throws Error with what was accepted later than is promised
 */
export async function run({
  rounds,
}: {
  readonly rounds: number;
}): Promise<{ accepted: number; latest: number }> {
  const bin = await findPostgres();
  if (bin === undefined) throw new Error("PostgreSQL is not installed");
  const all = { accepted: 0, latest: 0 };
  for (const isDisturbed of [false, true]) {
    const cluster = await startPostgres(bin);
    try {
      const { accepted, latest, late } = await revokeRaces(cluster.url, { rounds: rounds / 2, isDisturbed });
      if (late.length > 0) throw new Error(`accepted too late: ${JSON.stringify(late.slice(0, 10))}`);
      all.accepted += accepted;
      all.latest = Math.max(all.latest, latest);
    } finally {
      await cluster.stop();
    }
  }
  return all;
}
