import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { faultRounds } from "../../support/faults.ts";

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("faults", () => {
    test(
      "a database that crashes or stands still, and a server that does, lose nothing that was acknowledged",
      { timeout: 90_000 },
      async () => {
        let rounds = 0;
        const faults = ["database-crash", "database-frozen", "server-frozen"] as const;
        for await (const { fault, isTold } of faultRounds(faults, { length: 1200, patience: 30_000 })) {
          expect([fault, isTold]).toEqual([fault, true]);
          rounds += 1;
        }
        expect(rounds).toBe(faults.length);
      },
    );
  });
}
