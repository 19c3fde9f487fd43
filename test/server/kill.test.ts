import { expect, test } from "vitest";
import { serverKillRounds } from "../support/server-kill-rounds.ts";

const ROUNDS = Number(process.env["JETON_TEST_KILL_ROUNDS"] ?? "3");

test(
  `a server killed ${String(ROUNDS)} times in a burst of mints keeps every token it answered, and revives none`,
  { timeout: 20_000 + ROUNDS * 4000 },
  async () => {
    let rounds = 0;
    for await (const round of serverKillRounds(ROUNDS)) {
      expect(round).toMatchObject({ lost: [], revived: [], integrity: "ok" });
      expect(round.acknowledged).toBeGreaterThanOrEqual(25 * (rounds + 1));
      rounds += 1;
    }
    expect(rounds).toBe(ROUNDS);
  },
);
