import { sql } from "kysely";

import type { DayCount, DayTotal, DayWhere } from "../domain/store.ts";
import type { Dialect, Run } from "./dialect.ts";

export interface DayCounts {
  /** Adds to the counts of days, all in one statement. */
  readonly record: (run: Run, counts: readonly DayCount[]) => Promise<void>;
  readonly totals: (run: Run, where: DayWhere) => Promise<readonly DayTotal[]>;
  readonly forget: (run: Run, before: string) => Promise<void>;
}

export function dayCounts(dialect: Dialect): DayCounts {
  const field = (name: string) => sql`(item.value ->> ${sql.lit(name)})`;
  const number = (name: string) => sql`cast(${field(name)} as bigint)`;
  // In one order, so that of two replicas that add to the same days none waits for the other while that waits for it.
  // `true` keeps SQLite from reading the conflict clause as one of a join.
  const recording = sql`insert into day_counts (day, project_id, uses, denials)
select ${field("day")}, ${field("projectId")}, ${number("uses")}, ${number("denials")}
from ${dialect.itemsOfParameter} where true order by 1, 2
on conflict (day, project_id) do update set
  uses = day_counts.uses + excluded.uses, denials = day_counts.denials + excluded.denials`.compile(
    dialect.builder,
  ).sql;
  const totals = (condition = sql`true`): string =>
    sql`select day, cast(sum(uses) as bigint) as uses, cast(sum(denials) as bigint) as denials
from day_counts where day >= ${null} and day <= ${null} and ${condition} group by day order by day`.compile(
      dialect.builder,
    ).sql;
  const [ofAll, ofSome] = [totals(), totals(sql`${dialect.isOneOf("project_id")}`)];
  const forgetting = sql`delete from day_counts where day < ${null}`.compile(dialect.builder).sql;
  return {
    record: async (run, counts) => {
      await run(recording, [JSON.stringify(counts)]);
    },
    totals: async (run, { from, to, projectIds }) => {
      const effect = { reads: { table: "day_counts" }, isLong: true };
      const { rows } =
        projectIds === undefined
          ? await run(ofAll, [from, to], effect)
          : await run(ofSome, [from, to, dialect.listParameter(projectIds)], effect);
      return rows.map(({ day, uses, denials }) => ({
        day: String(day),
        uses: Number(uses),
        denials: Number(denials),
      }));
    },
    forget: async (run, before) => {
      await run(forgetting, [before]);
    },
  };
}
