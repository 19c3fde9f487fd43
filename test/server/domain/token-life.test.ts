import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { holdLifeOfTokens } from "../../support/token-life.ts";

const RUNS = { SQLite: 60, PostgreSQL: 10 } as const;

for (const dialect of dialects) {
  dialect.describe("random histories of tokens", () => {
    test("go as the model says, at each step and for each secret there ever was", async () => {
      const runs = RUNS[dialect.name];
      expect(await holdLifeOfTokens(dialect, { runs })).toBe(runs);
    });
  });
}
