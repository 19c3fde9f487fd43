/** Milliseconds from one reading of the epoch to the next: two of them go into the time that one vouches for. */
const INTERVAL = 400;

/**
 * Reads the epoch again and again. One that takes long is waited for, and one that fails is tried again at the next turn:
 * what is remembered is not used meanwhile, so nobody else need know.
 */
export function pollEpoch({ read }: { readonly read: () => Promise<void> }): {
  readonly stop: () => Promise<void>;
} {
  let reading: Promise<void> | undefined;
  const timer = setInterval(() => {
    reading ??= read()
      .catch(() => undefined)
      .finally(() => (reading = undefined));
  }, INTERVAL);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await reading;
    },
  };
}
