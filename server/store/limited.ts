import { Problem } from "../contract/problem.ts";

export interface Limited {
  /** Runs the task when it is its turn, in the order asked. */
  readonly run: <T>(task: () => Promise<T>) => Promise<T>;
  /** Resolves when no task waits or runs. */
  readonly idle: () => Promise<void>;
}

/** At most `atOnce` tasks at a time; more than `waiting` behind them are refused, so that a stuck database fills no memory. */
export function limited({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Limited {
  const queue: (() => void)[] = [];
  const onIdle: (() => void)[] = [];
  let running = 0;

  const done = (): void => {
    const next = queue.shift();
    if (next !== undefined) {
      next();
      return;
    }
    running -= 1;
    if (running === 0) {
      for (const resolve of onIdle.splice(0)) {
        resolve();
      }
    }
  };
  const turn = (): Promise<void> | undefined => {
    if (running < atOnce) {
      running += 1;
      return undefined;
    }
    if (queue.length >= waiting) {
      throw new Problem("unavailable", "Too many requests are waiting for the database.");
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  return {
    run: async (task) => {
      await turn();
      try {
        return await task();
      } finally {
        done();
      }
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve))),
  };
}
