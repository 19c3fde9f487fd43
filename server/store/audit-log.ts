import { auditRow } from "./audit-row.ts";
import type { AuditRow } from "../domain/rows.ts";
import type { Actor, AuditEntry, ChainEnd } from "../domain/store.ts";
import type { RevocationJournal } from "./revocation-journal.ts";
import { linkEntry } from "./audit-chain.ts";
import { type AuditPage, auditPages, longAudit } from "./audit-pages.ts";
import type { Dialect, Run } from "./dialect.ts";
import type { Restriction } from "./restrictions.ts";
import { tableQueries } from "./rows.ts";

export interface StoreOptions {
  readonly now: () => Date;
  /** A new id that begins with `aud_`. */
  readonly newId: (prefix: "aud") => string;
  /** Where what changes take away is kept outside the database; absent, nowhere. */
  readonly journal?: RevocationJournal | undefined;
  /** Those that this version knows; for tests. */
  readonly restrictions?: readonly Restriction[];
}

interface Change {
  readonly actor: Actor;
  readonly after: ChainEnd;
  readonly entries: readonly AuditEntry[];
}

export interface AuditLog {
  /** Adds the entries to the chain and gives its new end. */
  readonly append: (run: Run, change: Change) => Promise<ChainEnd>;
  readonly list: (run: Run, page: { readonly after: number; readonly limit: number }) => Promise<AuditRow[]>;
  readonly page: AuditPage;
}

export function auditLog(dialect: Dialect, { now, newId }: StoreOptions): AuditLog {
  const rows = tableQueries("audit_entries", dialect);
  const listAfter = dialect.builder
    .selectFrom("audit_entries")
    .select(rows.codec.columns)
    .where("sequence", ">", 0)
    .orderBy("sequence")
    .limit(1)
    .compile().sql;

  const rowOf = (end: ChainEnd, actor: Actor, entry: AuditEntry): AuditRow =>
    linkEntry(end, {
      id: newId("aud"),
      time: now().toISOString(),
      actor_type: actor.type,
      actor_id: actor.id,
      actor_token_id: actor.tokenId,
      action: entry.action,
      target_type: entry.targetType,
      target_id: entry.targetId,
      // As it will be read again, so that the hash is over what is stored.
      changes: JSON.parse(JSON.stringify(entry.changes)) as AuditEntry["changes"],
      ip: actor.ip,
      request_id: actor.requestId,
    });

  return {
    page: auditPages(dialect, rows.codec),
    append: async (run, { actor, after, entries }) => {
      let end = after;
      const linked: AuditRow[] = [];
      for (const entry of entries) {
        const row = rowOf(end, actor, entry);
        linked.push(row);
        end = row;
      }
      await rows.insertAll(run, linked);
      return end;
    },
    list: async (run, { after, limit }) => {
      const answer = await run(listAfter, [after, limit], longAudit);
      return answer.rows.map((row) => auditRow(rows.codec, row));
    },
  };
}
