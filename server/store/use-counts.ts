import { sql } from "kysely";

import type { Uses } from "../domain/store.ts";
import type { Dialect, Run } from "./dialect.ts";
import { isStorable } from "./row-codec.ts";

/** One item a token: a statement changes a row once. */
function merged(uses: readonly Uses[]): readonly Uses[] {
  const byToken = new Map<string, Uses>();
  for (const use of uses) {
    const other = byToken.get(use.tokenId);
    const latest = other === undefined || use.at >= other.at ? use : other;
    // A user agent that cannot be stored must not cost the others their counts.
    const by = isStorable(latest.by) ? latest.by : null;
    byToken.set(use.tokenId, { ...latest, by, count: use.count + (other?.count ?? 0) });
  }
  return [...byToken.values()];
}

function statementOf(dialect: Dialect): string {
  const field = (name: string) => sql`(item.value ->> ${sql.lit(name)})`;
  // Replicas' clocks and batches overlap: what is stored may be later than what is told.
  const isLater = sql`(last_used_at is null or last_used_at < ${field("at")})`;
  const ifLater = (column: string, name: string) =>
    sql`case when ${isLater} then ${field(name)} else ${sql.ref(column)} end`;
  return sql`update tokens set
  uses = uses + cast(${field("count")} as bigint),
  last_used_at = ${ifLater("last_used_at", "at")},
  last_used_ip = ${ifLater("last_used_ip", "ip")},
  last_used_by = ${ifLater("last_used_by", "by")}
from ${dialect.itemsOfParameter}
where tokens.id = ${field("tokenId")}`.compile(dialect.builder).sql;
}

/** Adds uses to the tokens, all in one statement; a token that is gone is passed over. */
export function useRecorder(dialect: Dialect): (run: Run, uses: readonly Uses[]) => Promise<void> {
  const statement = statementOf(dialect);
  return async (run, uses) => {
    await run(statement, [JSON.stringify(merged(uses))]);
  };
}
