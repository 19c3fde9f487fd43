/** Runs work when there is room for it; rejects with what `full` makes when too many wait already. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets that many run at once and that many more wait, in the order they came. */
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
  const queue: (() => void)[] = [];
  return async (work) => {
    if (running < atOnce) {
      running += 1;
    } else {
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
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
