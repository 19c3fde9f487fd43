import { expect, test } from "vitest";
import { dialects } from "../support/databases.ts";
import { rightsRaces } from "../support/rights-races.ts";

/** Each of the ends once. */
const ROUNDS = Number(process.env["JETON_TEST_RACE_ROUNDS"] ?? "8");

for (const dialect of dialects) {
  dialect.describe("two servers on one database", () => {
    test(
      "do nothing for whom the other has demoted, disabled or revoked before, in the audit's order",
      { timeout: 30_000 + ROUNDS * 3000 },
      async () => {
        await using database = await dialect.createDatabase();
        let rounds = 0;
        for await (const { what, done, refused, late } of rightsRaces(database.url, ROUNDS)) {
          expect({ what, late }).toEqual({ what, late: [] });
          expect([what, done >= 8, refused > 0]).toEqual([what, true, true]);
          rounds += 1;
        }
        expect(rounds).toBe(ROUNDS);
      },
    );
  });
}
