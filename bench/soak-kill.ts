import { serverKillRounds } from "../test/support/server-kill-rounds.ts";

/**
 * Kills a real server in the middle of a burst of mints, again and again.
 * @returns how many tokens were answered, all of them found afterwards
 * @throws Error with what was lost
 */
export async function run({
  rounds,
}: {
  readonly rounds: number;
}): Promise<{ readonly acknowledged: number }> {
  let acknowledged = 0;
  for await (const round of serverKillRounds(rounds)) {
    if (round.lost.length > 0 || round.revived.length > 0 || round.integrity !== "ok") {
      throw new Error(`after kill -9: ${JSON.stringify(round)}`);
    }
    acknowledged = round.acknowledged;
  }
  return { acknowledged };
}
