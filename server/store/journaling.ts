import { type Removed, watchingRemovals } from "../domain/restore/watch-removals.ts";
import type { ChainEnd, Transaction } from "../domain/store.ts";
import type { StoreOptions } from "./audit-log.ts";

/** A change under way, of which the journal is told. */
interface Journaled {
  readonly rows: Transaction;
  /** Keeps what was taken away for the flush before the commit, and where the audit ended before and after the change. */
  readonly stage: (from?: ChainEnd, to?: ChainEnd) => void;
}

export type Journaling = (rows: Transaction) => Journaled;

/** The rows of a change as they are, where there is no journal. */
export function journaling({ journal, now }: StoreOptions): Journaling {
  if (!journal) return (rows) => ({ rows, stage: () => undefined });
  return ({ claimUse, ...kinds }) => {
    const removed: Removed[] = [];
    const note = (one: Removed): void => {
      removed.push(one);
    };
    const rows: Transaction = {
      ...watchingRemovals(kinds, note),
      claimUse: async (use) => {
        if (!(await claimUse(use))) return false;
        // Only of a token with a limit does a use take something away.
        const token = await kinds.tokens.get(use.tokenId);
        if (token && token.usage_limit !== null) {
          note({ kind: "tokens", ids: [token.id], now: { uses: token.uses } });
        }
        return true;
      },
    };
    return {
      rows,
      stage: (from, to) => {
        const isLinked = from !== undefined && to !== undefined && to.hash !== from.hash;
        if (!isLinked && removed.length === 0) return;
        const { sequence, hash } = from ?? { sequence: 0, hash: "" };
        const linked = isLinked && { from: { sequence, hash }, to: { sequence: to.sequence, hash: to.hash } };
        journal.stage({ at: now().toISOString(), ...linked, removed });
      },
    };
  };
}
