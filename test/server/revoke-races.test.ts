import { expect, test } from "vitest";
import { dialects } from "../support/databases.ts";
import { revokeRaces } from "../support/revoke-races.ts";

const ROUNDS = Number(process.env["JETON_TEST_REVOKE_ROUNDS"] ?? "20");

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("three replicas that remember a token, of which one is not told of changes", () => {
    test.each([false, true])(
      "refuse it within a second once it is revoked; connections to the database end meanwhile: %s",
      { timeout: 60_000 + ROUNDS * 500 },
      async (isDisturbed) => {
        await using database = await dialect.createDatabase();
        const raced = await revokeRaces(database.url, { rounds: ROUNDS, isDisturbed });
        expect(raced).toMatchObject({ late: [], races: ROUNDS });
      },
    );
  });
}
