import { expect, test } from "vitest";
import { dialects } from "../support/databases.ts";
import { serverKillRounds } from "../support/server-kill-rounds.ts";

const ROUNDS = Number(process.env["JETON_TEST_KILL_ROUNDS"] ?? "2");

for (const dialect of dialects) {
  dialect.describe("a server", () => {
    test(
      `killed ${String(ROUNDS)} times in a burst of mints keeps every token it answered, and revives none`,
      { timeout: 60_000 + ROUNDS * 20_000 },
      async () => {
        await using database = await dialect.createDatabase();
        let rounds = 0;
        const url = dialect.name === "SQLite" ? undefined : database.url;
        for await (const round of serverKillRounds(ROUNDS, url)) {
          expect(round).toMatchObject({ lost: [], revived: [], integrity: "ok" });
          expect(round.acknowledged).toBeGreaterThanOrEqual(25 * (rounds + 1));
          rounds += 1;
        }
        expect(rounds).toBe(ROUNDS);
      },
    );
  });
}
