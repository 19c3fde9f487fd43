export interface BatchJob {
  /** Does all there is to do now; resolves even when that fails. */
  readonly run: () => Promise<void>;
  /** Ends the timer, and waits for the batch under way. */
  readonly stop: () => Promise<void>;
}

/**
 * Does something every so often, batch by batch, so that those who write meanwhile get their turn in between. Of several
 * replicas the one that comes first leaves the others nothing to do.
 */
export function createBatchJob({
  interval,
  batches,
  onError,
}: {
  /** In milliseconds. */
  readonly interval: number;
  /** Does a batch each time it is asked for the next, until nothing is left. */
  readonly batches: () => AsyncIterable<unknown>;
  readonly onError: (cause: unknown) => void;
}): BatchJob {
  let isStopping = false;
  let running = Promise.resolve();

  const runOnce = async (): Promise<void> => {
    if (isStopping) return;
    try {
      for await (const _ of batches()) if (isStopping) return;
    } catch (cause) {
      onError(cause);
    }
  };
  const run = (): Promise<void> => (running = running.then(runOnce));
  const timer = setInterval(() => void run(), interval);
  timer.unref();

  return {
    run,
    stop: () => {
      isStopping = true;
      clearInterval(timer);
      return running;
    },
  };
}
