/** How long after Ctrl-C an answer is still waited for; Terraform waits for the provider as long as that takes. */
const PATIENCE_MILLISECONDS = 5_000;

/**
 * Runs what changes something with a signal that aborts a while after the one given: what is on its way to the server happens
 * whether anybody waits for it or not, and without the answer the state would not know of it.
 */
export async function waitedFor<T>(
  signal: AbortSignal,
  work: (patient: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal.aborted) return await work(signal);
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timer = setTimeout(() => {
      late.abort();
    }, PATIENCE_MILLISECONDS);
  };
  signal.addEventListener("abort", begin, { once: true });
  try {
    return await work(late.signal);
  } finally {
    signal.removeEventListener("abort", begin);
    clearTimeout(timer);
  }
}
