import { expect, test } from "vitest";
import { dialects } from "../support/databases.ts";
import { needProgram } from "../support/program.ts";
import { restartInTurn } from "../support/rolling-restarts.ts";

needProgram("caddy");

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("two replicas behind the compose file's Caddyfile", () => {
    test("end and start again one after the other, and no request fails", { timeout: 60_000 }, async () => {
      await using database = await dialect.createDatabase();
      const { requests, failures } = await restartInTurn(database.url, { replicas: 2, rounds: 2 });
      expect(failures).toEqual([]);
      expect(requests).toBeGreaterThan(40);
    });
  });
}
