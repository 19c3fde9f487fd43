import { type BatchJob, createBatchJob } from "./in-batches.ts";

/** Milliseconds: a day's notice is no more than an hour late. */
const INTERVAL = 60 * 60 * 1000;

/** Looks once an hour, and at the start, for tokens that soon end. */
export function createExpiryJob(options: {
  /** Tells of those of a page of tokens each time it is asked for the next. */
  readonly batches: () => AsyncIterable<unknown>;
  readonly onError: (cause: unknown) => void;
}): BatchJob {
  const job = createBatchJob({ interval: INTERVAL, ...options });
  void job.run();
  return job;
}
