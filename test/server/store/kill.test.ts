import { expect, test } from "vitest";

import { dialects } from "../../support/databases.ts";
import { killRounds } from "../../support/kill-rounds.ts";

const ROUNDS = Number(process.env["JETON_TEST_KILL_ROUNDS"] ?? "4");

for (const dialect of dialects) {
  dialect.describe("a writer of a store", () => {
    test(
      `killed ${String(ROUNDS)} times loses no acknowledged row and leaves a whole database`,
      { timeout: 60_000 + ROUNDS * 10_000 },
      async () => {
        await using database = await dialect.createDatabase();
        let acknowledged = 0;
        for await (const round of killRounds(database.url, ROUNDS)) {
          expect(round).toMatchObject({ lost: [], integrity: "ok", chain: "intact", unpaired: 0 });
          expect(round.acknowledged).toBeGreaterThan(acknowledged);
          acknowledged = round.acknowledged;
        }
        expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS * 30);
      },
    );
  });
}
