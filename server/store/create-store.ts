import type { AuditRow } from "../domain/rows.ts";
import type { Actor, AuditEntry, Reader, Store, Transaction, Written } from "../domain/store.ts";
import { linkEntry } from "./audit-chain.ts";
import type { ChainEnd } from "./audit-chain.ts";
import type { Run } from "./dialect.ts";
import type { Engine } from "./engine.ts";
import { tableQueries } from "./rows.ts";
import { tables } from "./tables.ts";
import type { TableName } from "./tables.ts";
import { useRecorder } from "./use-counts.ts";

export interface StoreOptions {
  readonly now: () => Date;
  /** A new id with a prefix of `aud_`, later than all before it. */
  readonly newId: (prefix: "aud") => string;
}

interface Head extends ChainEnd {
  readonly epoch: number;
}

/** The one row that holds the end of the audit chain and the epoch. */
function headQueries({ builder, lockingSelect }: Engine["dialect"]) {
  const select = "select sequence, hash, epoch from chain_head where id = 1";
  const update = builder
    .updateTable("chain_head")
    .set({ sequence: 0, hash: "", epoch: 0 })
    .where("id", "=", 1)
    .compile().sql;

  const read = async (run: Run, statement: string): Promise<Head> => {
    const { rows } = await run(statement, []);
    const row = rows[0];
    if (row === undefined) {
      throw new Error("The database has lost the head of its audit chain");
    }
    return { sequence: Number(row["sequence"]), hash: String(row["hash"]), epoch: Number(row["epoch"]) };
  };
  return {
    read: (run: Run) => read(run, select),
    lock: (run: Run) => read(run, select + lockingSelect),
    replace: (run: Run, { sequence, hash, epoch }: Head) => run(update, [sequence, hash, epoch, 1]),
  };
}

/** The contract of domain/store.ts over either database. */
export function createStore(engine: Engine, { now, newId }: StoreOptions): Store {
  const { dialect } = engine;
  const head = headQueries(dialect);
  const recordUses = useRecorder(dialect);
  const entries = tableQueries("audit_entries", dialect);
  const auditAfter = dialect.builder
    .selectFrom("audit_entries")
    .select(entries.codec.columns)
    .where("sequence", ">", 0)
    .orderBy("sequence")
    .limit(1)
    .compile().sql;
  const kinds = (Object.keys(tables) as TableName[]).filter((name) => name !== "audit_entries");
  const queries = kinds.map((name) => [name, tableQueries(name, dialect)] as const);
  // Every kind is there under its own name, with the rows tables.ts gives it: the two casts state it.
  const bind = (run: Run) => Object.fromEntries(queries.map(([name, of]) => [name, of.bind(run)]));
  const read = bind(engine.read) as unknown as Reader;
  const transactionOver = (run: Run) => bind(run) as unknown as Transaction;

  const append = async (
    run: Run,
    actor: Actor,
    { from, added }: { from: Head; added: readonly AuditEntry[] },
  ) => {
    let end: ChainEnd = from;
    for (const entry of added) {
      const row = linkEntry(end, {
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
      await entries.insert(run, row);
      end = row;
    }
    await head.replace(run, { sequence: end.sequence, hash: end.hash, epoch: from.epoch + 1 });
  };

  return {
    read,
    write: <T>(actor: Actor, work: (transaction: Transaction) => Promise<Written<T>>) =>
      engine.transact(async (run) => {
        // First of all: its lock keeps other writers out until the commit.
        const from = await head.lock(run);
        const { result, entries: added } = await work(transactionOver(run));
        if (added.length > 0) {
          await append(run, actor, { from, added });
        }
        return result;
      }),
    recordUses: async (uses) => {
      if (uses.length > 0) {
        await engine.transact((run) => recordUses(run, uses));
      }
    },
    epoch: async () => (await head.read(engine.read)).epoch,
    audit: async (after, limit) => {
      const { rows } = await engine.read(auditAfter, [after, limit]);
      // tables.ts has every column of the row with its type: the cast states it.
      return rows.map((row) => entries.codec.decodeRow(row) as unknown as AuditRow);
    },
    ping: async () => {
      await head.read(engine.read);
    },
    close: engine.close,
  };
}
