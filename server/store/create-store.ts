import type { Reader, Store, Transaction } from "../domain/store.ts";
import { auditedWriting } from "./audited-writing.ts";
import { auditLog } from "./audit-log.ts";
import type { StoreOptions } from "./audit-log.ts";
import { chainHead } from "./chain-head.ts";
import { dayCounts } from "./day-counts.ts";
import type { Dialect, Run } from "./dialect.ts";
import type { Engine } from "./engine.ts";
import { journaling } from "./journaling.ts";
import { tableQueries } from "./rows.ts";
import { secretNow } from "./secret-now.ts";
import { tables } from "./tables.ts";
import type { TableName } from "./tables.ts";
import { useRecorder } from "./use-counts.ts";

/** The reads and changes of every kind of row, through one connection. */
function kindsOver(
  dialect: Dialect,
  { restrictions }: StoreOptions,
): (run: Run) => Omit<Transaction, "claimUse"> {
  const names = (Object.keys(tables) as TableName[]).filter((name) => name !== "audit_entries");
  const kinds = names.map((name) => ({ name, queries: tableQueries(name, dialect, restrictions) }));
  return (run) => {
    const bound = Object.fromEntries(kinds.map(({ name, queries }) => [name, queries.bind(run)]));
    // Every kind is there under its own name, with the rows that tables.ts gives it: the cast states it.
    return bound as unknown as Omit<Transaction, "claimUse">;
  };
}

/** The contract of domain/store.ts over either database. */
export function createStore(engine: Engine, options: StoreOptions): Store {
  const kinds = kindsOver(engine.dialect, options);
  const head = chainHead(engine.dialect);
  const log = auditLog(engine.dialect, options);
  const uses = useRecorder(engine.dialect, options);
  const days = dayCounts(engine.dialect);
  const read: Reader = kinds(engine.read);
  const journaled = journaling(options);
  const writing = auditedWriting(engine, { kinds, head, log, uses, journaled });
  return {
    read,
    ...writing,
    ...secretNow(engine, options),
    track: (work) => engine.transact((run) => work(kinds(run))),
    // One row, so nobody waits for it who has another one that it waits for.
    claimUse: (use) =>
      engine.transactBriefly(async (run) => {
        const change = journaled({ ...kinds(run), claimUse: (one) => uses.claim(run, one) });
        const isLeft = await change.rows.claimUse(use);
        change.stage();
        return isLeft;
      }),
    recordUses: async (told) => {
      if (told.length > 0) {
        await engine.transact(async (run) => {
          // Without it, this and a writer who changes the same tokens in another order would wait for each other.
          await head.lock(run);
          await uses.record(run, told);
        });
      }
    },
    recordDays: async (counts) => {
      if (counts.length > 0) await engine.transact((run) => days.record(run, counts));
    },
    dayTotals: (where) => days.totals(engine.read, where),
    forgetDays: (before) => engine.transact((run) => days.forget(run, before)),
    epoch: async () => (await head.read(engine.read)).epoch,
    head: () => head.read(engine.apart?.read ?? engine.read),
    auditPage: (where, page) => log.page(engine.read, where, page),
    auditHead: async () => {
      const { sequence, hash } = await head.read(engine.read);
      return { sequence, hash };
    },
    audit: (after, limit) => log.list(engine.read, { after, limit }),
    time: async () => {
      if (engine.timeStatement === undefined) return undefined;
      const { rows } = await engine.read(engine.timeStatement, []);
      return new Date(Number(rows[0]?.["ms"]));
    },
    ping: async () => {
      await head.read(engine.read);
    },
    close: async () => {
      await engine.close();
      await options.journal?.close();
    },
  };
}
