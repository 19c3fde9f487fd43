export interface PurgeJob {
  /** Purges all there is to purge now; resolves even when that fails. */
  readonly run: () => Promise<void>;
  /** Ends the timer, and waits for what runs. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds. */
const INTERVAL = 6 * 60 * 60 * 1000;

/**
 * Purges every six hours, batch by batch, so that those who write meanwhile get their turn in between. Of several replicas
 * the one that comes first leaves the others nothing to do.
 */
export function createPurgeJob({
  purge,
  onError,
}: {
  /** Purges a batch; whether there may be more. */
  readonly purge: () => Promise<boolean>;
  readonly onError: (cause: unknown) => void;
}): PurgeJob {
  let isStopping = false;
  let running = Promise.resolve();

  const runOnce = async (): Promise<void> => {
    try {
      for (let more = true; more && !isStopping;) more = await purge();
    } catch (cause) {
      onError(cause);
    }
  };
  const run = (): Promise<void> => (running = running.then(runOnce));
  const timer = setInterval(() => void run(), INTERVAL);
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
