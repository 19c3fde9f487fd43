import { setTimeout } from "node:timers/promises";
import type { Measurement } from "./messages.ts";

/** Milliseconds that `/metrics` waits for the other workers. */
const LONGEST = 2000;

/** Gathers the metrics of many workers for one of them. */
export interface Measuring {
  /** @param ask asks the others; each answers with `answer` under the id */
  readonly gather: (others: readonly number[], ask: (id: number) => void) => Promise<readonly Measurement[]>;
  readonly answer: (id: number, measurement: Measurement) => void;
}

export function createMeasuring(): Measuring {
  const open = new Map<number, (measurement: Measurement) => void>();
  let last = 0;
  return {
    gather: async (others, ask) => {
      const id = (last += 1);
      const gathered: Measurement[] = [];
      const all = Promise.withResolvers<undefined>();
      if (others.length === 0) return gathered;
      open.set(id, (measurement) => {
        gathered.push(measurement);
        if (gathered.length === others.length) all.resolve(undefined);
      });
      ask(id);
      // Whoever ends or hangs meanwhile is left out.
      await Promise.race([all.promise, setTimeout(LONGEST, undefined, { ref: false })]);
      open.delete(id);
      return gathered;
    },
    answer: (id, measurement) => open.get(id)?.(measurement),
  };
}
