import type { Clock } from "../domain/clock.ts";
import type { Store } from "../domain/store.ts";
import { type BatchJob, createBatchJob } from "./in-batches.ts";

/** Milliseconds: for so long a machine that slept goes by the time at which it fell asleep. */
const INTERVAL = 1000;
/** Milliseconds by which the clock of a machine may be off before it is told. */
const TOLERANCE = 2000;

/** Keeps a clock with the database's, once a second, and tells when this machine's own is off, and when it no longer is. */
export function createTimeJob({
  clock,
  store,
  onSkew,
}: {
  readonly clock: Clock;
  readonly store: Pick<Store, "time">;
  /** Milliseconds by which this machine is ahead; near 0 once it is right again. */
  readonly onSkew: (ahead: number, isOff: boolean) => void;
}): BatchJob {
  let wasOff = false;
  return createBatchJob({
    interval: INTERVAL,
    batches: async function* () {
      await clock.follow(store.time);
      const isOff = Math.abs(clock.ahead()) > TOLERANCE;
      if (isOff !== wasOff) onSkew(clock.ahead(), isOff);
      wasOff = isOff;
      yield;
    },
    // A database that does not answer is told by whoever needs it.
    onError: () => undefined,
  });
}
