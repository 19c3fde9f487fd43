import { type BatchJob, createBatchJob } from "./in-batches.ts";

/** Milliseconds. */
const INTERVAL = 6 * 60 * 60 * 1000;

/** Purges every six hours. */
export function createPurgeJob({
  purge,
  onError,
}: {
  /** Purges a batch; whether there may be more. */
  readonly purge: () => Promise<boolean>;
  readonly onError: (cause: unknown) => void;
}): BatchJob {
  const batches = async function* (): AsyncGenerator<void> {
    while (await purge()) yield;
  };
  return createBatchJob({ interval: INTERVAL, batches, onError });
}
