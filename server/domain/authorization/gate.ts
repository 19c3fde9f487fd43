/**
 * Runs work when there is room for it; rejects with what `full` makes when too many wait already.
 * @param isPreferred whether it goes before all that is not, and waits among its like alone
 */
export type Gate = <T>(work: () => Promise<T>, isPreferred?: boolean) => Promise<T>;

/** Lets that many run at once and that many more of either kind wait, in the order they came. */
export function createGate({
  atOnce,
  waiting,
  full,
}: {
  readonly atOnce: number;
  readonly waiting: number;
  readonly full: () => Error;
}): Gate {
  let running = 0;
  const preferred: (() => void)[] = [];
  const others: (() => void)[] = [];
  return async (work, isPreferred = false) => {
    if (running < atOnce) {
      running += 1;
    } else {
      const queue = isPreferred ? preferred : others;
      if (queue.length >= waiting) throw full();
      const { promise, resolve } = Promise.withResolvers<undefined>();
      queue.push(() => {
        resolve(undefined);
      });
      await promise;
    }
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place, so that nobody who comes meanwhile is before it.
      const next = preferred.shift() ?? others.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
