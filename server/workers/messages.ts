import type { RateLimit } from "../contract/rate-limit.ts";

/** What the primary and its workers tell each other; each worker's channel keeps the order. */

/** Requests that were counted against a limit by one worker, for the others to count as well. */
export interface Taken {
  /** Of the kind of limit. */
  readonly name: string;
  readonly key: string;
  readonly limit: RateLimit;
  readonly count: number;
}

export type ToPrimary =
  | { readonly type: "hello" }
  /** Everything is loaded and opened: may it listen? */
  | { readonly type: "opened" }
  | { readonly type: "listening"; readonly url: string }
  /** This worker has raised the epoch, and answers nobody before all others know. */
  | { readonly type: "raised"; readonly epoch: number }
  /** Nothing that was read in an older epoch is used any more. */
  | { readonly type: "known"; readonly epoch: number }
  | { readonly type: "taken"; readonly taken: readonly Taken[] }
  | { readonly type: "measure"; readonly id: number }
  | { readonly type: "measured"; readonly id: number; readonly text: string };

export type ToWorker =
  /** Answers `hello`; with what keys are made of that all share. */
  | { readonly type: "begin"; readonly number: number; readonly shared: string; readonly port: number }
  | { readonly type: "listen"; readonly epoch: number }
  /** All workers listen. */
  | { readonly type: "complete" }
  /** Asked of every other worker, and now and then to see whether it answers. */
  | { readonly type: "epoch"; readonly epoch: number }
  /** Every other worker knows of this epoch, or has ended. */
  | { readonly type: "settled"; readonly epoch: number }
  | { readonly type: "taken"; readonly taken: readonly Taken[] }
  | { readonly type: "measure"; readonly id: number }
  | { readonly type: "measurements"; readonly id: number; readonly of: readonly Measurement[] }
  | { readonly type: "stop" }
  /** The others have ended. */
  | { readonly type: "last" };

/** The metrics of one worker in the Prometheus text format. */
export interface Measurement {
  readonly worker: number;
  readonly text: string;
}
