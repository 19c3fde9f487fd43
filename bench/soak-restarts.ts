import { findPostgres, startPostgres } from "../test/support/postgres.ts";
import { restartInTurn } from "../test/support/rolling-restarts.ts";

/**
 * Restarts replicas on PostgreSQL behind Caddy one after the other, while clients read and write.
 * @returns how many requests were made, none of which failed
 * @throws Error with those that did
 */
export async function run(counts: { readonly replicas: number; readonly rounds: number }): Promise<number> {
  const bin = await findPostgres();
  if (bin === undefined) throw new Error("PostgreSQL is not installed");
  const cluster = await startPostgres(bin);
  try {
    const { requests, failures } = await restartInTurn(cluster.url, counts);
    if (failures.length > 0) throw new Error(`requests failed: ${JSON.stringify(failures.slice(0, 5))}`);
    return requests;
  } finally {
    await cluster.stop();
  }
}
