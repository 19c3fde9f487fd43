/** Between SIGINT and SIGTERM the runner waits 7.5 s: time to learn whether a token was made, so that post can revoke it. */
const CANCEL_MILLISECONDS = 5_000;

export interface Cancellation {
  /** At the first signal, so that nothing more is begun. */
  readonly stop: AbortSignal;
  /** Ends what runs, a while later or at the time limit. */
  readonly signal: AbortSignal;
}

/** @param listen gets what is to be done at SIGINT and SIGTERM */
export function cancellation(
  timeoutMilliseconds: number,
  listen: (onSignal: () => void) => void,
  say: (line: string) => void,
): Cancellation {
  const stop = new AbortController();
  const end = new AbortController();
  listen(() => {
    if (stop.signal.aborted) end.abort();
    else say("Cancelled: nothing more is minted.");
    stop.abort();
    setTimeout(() => end.abort(), CANCEL_MILLISECONDS).unref();
  });
  return {
    stop: stop.signal,
    signal: AbortSignal.any([end.signal, AbortSignal.timeout(timeoutMilliseconds)]),
  };
}
