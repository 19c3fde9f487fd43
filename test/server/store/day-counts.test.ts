import { expect, test } from "vitest";

import type { DayCount } from "../../../server/domain/store.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { dialects } from "../../support/databases.ts";
import { createStore, storeOptions } from "../../support/stores.ts";

function count(day: string, projectId: string, [uses, denials = 0]: readonly [number, number?]): DayCount {
  return { day, projectId, uses, denials };
}

for (const dialect of dialects) {
  dialect.describe("counts of days", () => {
    test("add up by day and project, are summed over projects, and forgotten by day", async () => {
      await using fixture = await createStore(dialect);
      const { store } = fixture;
      const all = { from: "2026-01-01", to: "2026-12-31" };
      await store.recordDays([]);
      expect(await store.dayTotals(all)).toEqual([]);
      await store.recordDays([count("2026-02-02", "prj_a", [3]), count("2026-02-01", "prj_b", [1, 4])]);
      await store.recordDays([count("2026-02-02", "prj_a", [2, 1]), count("2026-02-02", "prj_b", [10])]);
      const first = { day: "2026-02-01", uses: 1, denials: 4 };
      expect(await store.dayTotals(all)).toEqual([first, { day: "2026-02-02", uses: 15, denials: 1 }]);
      expect(await store.dayTotals({ ...all, projectIds: ["prj_a"] })).toEqual([
        { day: "2026-02-02", uses: 5, denials: 1 },
      ]);
      expect(await store.dayTotals({ ...all, projectIds: [] })).toEqual([]);
      expect(await store.dayTotals({ from: "2026-02-01", to: "2026-02-01" })).toEqual([first]);
      await store.forgetDays("2026-02-02");
      expect(await store.dayTotals(all)).toEqual([{ day: "2026-02-02", uses: 15, denials: 1 }]);
    });

    test("of two replicas that count at once none is lost, whatever their order", async () => {
      await using fixture = await createStore(dialect);
      const other = await openStore(fixture.database.url, storeOptions);
      const told = Array.from({ length: 20 }, (_, index) => count("2026-02-02", `prj_${String(index)}`, [1]));
      await Promise.all(
        Array.from({ length: 10 }, () => [
          fixture.store.recordDays(told),
          other.recordDays(told.toReversed()),
        ]).flat(),
      );
      expect(await fixture.store.dayTotals({ from: "2026-02-02", to: "2026-02-02" })).toEqual([
        { day: "2026-02-02", uses: 400, denials: 0 },
      ]);
      await other.close();
    });
  });
}
