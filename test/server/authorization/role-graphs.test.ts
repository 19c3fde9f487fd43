import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { holdRoleGraphs } from "../../support/authorization/role-graphs.ts";

const RUNS = { SQLite: 500, PostgreSQL: 60 } as const;

for (const dialect of dialects) {
  dialect.describe("random roles, bindings and tokens", () => {
    test("come to what the rules say of each thing in each place", async () => {
      const runs = RUNS[dialect.name];
      const { asked, allowed } = await holdRoleGraphs(dialect, { runs });
      expect(asked).toBeGreaterThan(runs * 100);
      // Neither a server that refuses everything nor one that refuses nothing would do.
      expect(allowed / asked).toBeGreaterThan(0.003);
      expect(allowed / asked).toBeLessThan(0.5);
    });
  });
}
