import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { raceRevokes } from "../../support/worker-races.ts";
import { spawnWorkers } from "../../support/worker-servers.ts";

for (const dialect of dialects) {
  dialect.describe("several workers", () => {
    test(
      "once a revoke is acknowledged none of them accepts the token, under load, on connections that are open",
      { timeout: 90_000 },
      async () => {
        await using database = await dialect.createDatabase();
        await using server = await spawnWorkers(3, { JETON_DATABASE_URL: database.url });
        const { verified, accepted } = await raceRevokes(server, 5);
        expect(verified).toBe(60);
        expect(accepted).toBe(0);
      },
    );
  });
}
