import type { Store } from "../domain/store.ts";

/** The same store, each of whose writes is acknowledged once `confirm` says that all know of the epoch it raised. */
export function confirmingWrites(store: Store, confirm: (epoch: number) => Promise<void>): Store {
  /** By this process. */
  let raised = 0;
  store.onEpoch((epoch) => {
    raised = Math.max(raised, epoch ?? 0);
  });
  return {
    ...store,
    write: async (actor, work) => {
      const result = await store.write(actor, work);
      await confirm(raised);
      return result;
    },
  };
}
