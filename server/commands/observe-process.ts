import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Store } from "../domain/store.ts";
import type { Lag } from "../http/metrics.ts";

/** Milliseconds between two looks at the event loop; what it is late by that much or less is not seen. */
const RESOLUTION = 10;
const NANOSECONDS = 1e9;

/** How late the event loop was since it was asked the last time. */
export function watchEventLoop(): { readonly lag: () => Lag; readonly stop: () => void } {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  delays.enable();
  /** What was measured is the time between two looks: so much is no delay. */
  const lateBy = (nanoseconds: number): number => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION / 1000);
  return {
    lag: () => {
      const isEmpty = delays.count === 0;
      const lag = {
        median: isEmpty ? 0 : lateBy(delays.percentile(50)),
        p99: isEmpty ? 0 : lateBy(delays.percentile(99)),
        max: isEmpty ? 0 : lateBy(delays.max),
      };
      delays.reset();
      return lag;
    },
    stop: () => {
      delays.disable();
    },
  };
}

/** The same store, that tells how long each of its writes took, in seconds. */
export function timingWrites(store: Store, note: (seconds: number) => void): Store {
  return {
    ...store,
    write: async (actor, work) => {
      const start = performance.now();
      try {
        return await store.write(actor, work);
      } finally {
        note((performance.now() - start) / 1000);
      }
    },
  };
}
