import type { Actor, Store, Transaction, Written } from "../domain/store.ts";
import type { AuditLog } from "./audit-log.ts";
import type { ChainHead } from "./chain-head.ts";
import type { Run } from "./dialect.ts";
import type { Engine } from "./engine.ts";
import type { Journaling } from "./journaling.ts";
import { notingChanges } from "./noting-changes.ts";
import type { UseRecorder } from "./use-counts.ts";

/** Changes, each with its audit entries and the epoch it raises in one transaction, and who is told of that. */
export function auditedWriting(
  { transact, apart }: Pick<Engine, "transact" | "apart">,
  {
    kinds,
    head,
    log,
    uses,
    journaled,
  }: {
    readonly kinds: (run: Run) => Omit<Transaction, "claimUse">;
    readonly head: ChainHead;
    readonly log: AuditLog;
    readonly uses: UseRecorder;
    readonly journaled: Journaling;
  },
): Pick<Store, "write" | "onEpoch"> {
  const listeners: ((raised: number | undefined) => void)[] = [];
  const tell = (raised: number | undefined): void => {
    for (const listener of listeners) {
      listener(raised);
    }
  };
  apart?.onNotice(() => {
    tell(undefined);
  });

  const change = async <T>(
    run: Run,
    { actor, work }: { actor: Actor; work: (transaction: Transaction) => Promise<Written<T>> },
  ) => {
    // First of all: its lock keeps other writers out until the commit.
    const { epoch, ...after } = await head.lock(run);
    let isRaised = false;
    const noted = notingChanges(kinds(run), () => (isRaised = true));
    const { rows, stage } = journaled({ ...noted, claimUse: (use) => uses.claim(run, use) });
    const { result, entries } = await work(rows);
    const end = entries.length > 0 ? await log.append(run, { actor, after, entries }) : after;
    const raised = isRaised ? epoch + 1 : undefined;
    if (entries.length > 0 || isRaised) {
      await head.replace(run, { sequence: end.sequence, hash: end.hash, epoch: raised ?? epoch });
    }
    stage(after, end);
    return { result, raised };
  };

  return {
    write: async (actor, work) => {
      const { result, raised } = await transact((run) => change(run, { actor, work }));
      if (raised !== undefined) {
        tell(raised);
        apart?.notify();
      }
      return result;
    },
    onEpoch: (listener) => void listeners.push(listener),
  };
}
