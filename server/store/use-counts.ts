import { sql } from "kysely";

import type { Uses } from "../domain/store.ts";
import type { StoreOptions } from "./audit-log.ts";
import type { Dialect, RowsOf, Run } from "./dialect.ts";
import { isStorable } from "./row-codec.ts";

/** One item a token: a statement changes a row once. */
function merged(uses: readonly Uses[]): readonly Uses[] {
  const byToken = new Map<string, Uses>();
  for (const use of uses) {
    const other = byToken.get(use.tokenId);
    const latest = other === undefined || use.at >= other.at ? use : other;
    // A user agent that cannot be stored must not cost the others their counts.
    const by = isStorable(latest.by) ? latest.by : null;
    const extension = latest.extension ?? use.extension ?? other?.extension;
    byToken.set(use.tokenId, { ...latest, by, extension, count: use.count + (other?.count ?? 0) });
  }
  return [...byToken.values()];
}

function statementOf(dialect: Dialect, condition = sql`true`): string {
  const field = (name: string) => sql`(item.value ->> ${sql.lit(name)})`;
  // Replicas' clocks and batches overlap: what is stored may be later than what is told.
  const isLater = sql`(last_used_at is null or last_used_at < ${field("at")})`;
  const ifLater = (column: string, name: string) =>
    sql`case when ${isLater} then ${field(name)} else ${sql.ref(column)} end`;
  const until = field("until");
  // The token as it is now decides: what has ended by now stays so, and terms may have changed since the use.
  const isExtended = sql`extend_on_use = 1 and revoked_at is null and max_age = ${field("maxAge")}
    and expires_at > ${field("now")} and expires_at < ${until}
    and (absolute_expires_at is null or ${until} <= absolute_expires_at)`;
  return sql`update tokens set
  uses = uses + cast(${field("count")} as bigint),
  expires_at = case when ${isExtended} then ${until} else expires_at end,
  last_used_at = ${ifLater("last_used_at", "at")},
  last_used_ip = ${ifLater("last_used_ip", "ip")},
  last_used_by = ${ifLater("last_used_by", "by")}
from ${dialect.itemsOfParameter}
where tokens.id = ${field("tokenId")} and ${condition}`.compile(dialect.builder).sql;
}

/** As the statements read them; `now` is when they run, which may be well after the use. */
function itemsOf(uses: readonly Uses[], now: Date): string {
  const items = uses.map(({ extension, ...use }) => ({ ...use, ...extension, now: now.toISOString() }));
  return JSON.stringify(items);
}

const tokensOf = (uses: readonly Uses[]): RowsOf => ({
  table: "tokens",
  ids: uses.map(({ tokenId }) => tokenId),
});

export interface UseRecorder {
  /** Adds uses to the tokens, all in one statement; a token that is gone is passed over. */
  readonly record: (run: Run, uses: readonly Uses[]) => Promise<void>;
  /** Adds one use, unless the token has ended or has none left; whether it did. */
  readonly claim: (run: Run, use: Uses) => Promise<boolean>;
}

export function useRecorder(dialect: Dialect, { now }: Pick<StoreOptions, "now">): UseRecorder {
  const recording = statementOf(dialect);
  // The row's lock makes PostgreSQL look again at what another one, who came first, has left.
  const isLeft = sql`(usage_limit is null or uses < usage_limit)
  and (expires_at is null or expires_at > (item.value ->> 'now'))`;
  const claiming = statementOf(dialect, isLeft);
  return {
    record: async (run, uses) => {
      const all = merged(uses);
      await run(recording, [itemsOf(all, now())], { writes: tokensOf(all), isCounted: false });
    },
    claim: async (run, use) => {
      const one = merged([use]);
      const effect = { writes: tokensOf(one), isCounted: true };
      return (await run(claiming, [itemsOf(one, now())], effect)).changes === 1;
    },
  };
}
