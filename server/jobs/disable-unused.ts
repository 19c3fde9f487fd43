import { type BatchJob, createBatchJob } from "./in-batches.ts";

/** Milliseconds: the least time without a use that a policy may ask for. */
const INTERVAL = 60 * 60 * 1000;

/** Looks once an hour for tokens that nobody used. */
export function createUnusedJob(options: {
  /** Disables those of a page of tokens each time it is asked for the next. */
  readonly batches: () => AsyncIterable<unknown>;
  readonly onError: (cause: unknown) => void;
}): BatchJob {
  return createBatchJob({ interval: INTERVAL, ...options });
}
