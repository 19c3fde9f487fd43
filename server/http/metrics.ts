import type { ProblemCode } from "../contract/problem.ts";
import type { OperationId } from "../contract/routes.ts";
import type { Told } from "../domain/caller.ts";
import type { Attempt } from "../domain/events/deliver.ts";
import { counter, exposition, gauge, histogram, mergedExposition, type Metric } from "./prometheus.ts";

/** How late the event loop came to what was due, in seconds, since it was asked the last time. */
export interface Lag {
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/** What this process did so far. Every label is of a table: never a token, a name, an id or an address. */
export interface Metrics {
  readonly request: (operation: OperationId | undefined, status: number) => void;
  readonly problem: (operation: OperationId | undefined, code: ProblemCode) => void;
  /** How a bearer was taken: accepted, or why not. */
  readonly bearer: (result: "accepted" | ProblemCode) => void;
  /** Both at once, of an operation whose bearers are accepted and that succeeds. */
  readonly verifying: (operation: OperationId) => () => void;
  /** How long a write took, from when it was asked for until it was durable or refused. */
  readonly write: (seconds: number) => void;
  /** That a message was sent to a webhook, or was not. */
  readonly delivery: (attempt: Pick<Attempt, "type" | "outcome">) => void;
  /**
   * In the Prometheus text format.
   * @param told what others know
   */
  readonly text: (told: Told) => Promise<string>;
  /** The same of this process alone. */
  readonly own: (memory: Told["memory"]) => string;
}

/** Seconds: from a commit in memory to what a client would call broken. */
const WRITE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Of a request that no operation has. */
const NO_OPERATION = "none";

/** Where several processes serve together, what is known of the others. */
interface Others {
  readonly number: number;
  readonly measurements: () => Promise<readonly { readonly worker: number; readonly text: string }[]>;
}

interface MetricsParts {
  readonly version: string;
  readonly lag: () => Lag;
  readonly others?: Others | undefined;
}

export function createMetrics(parts: MetricsParts): Metrics {
  const requests = counter({
    name: "jeton_requests_total",
    help: "Requests that were answered, by operation and status.",
  });
  const problems = counter({
    name: "jeton_problems_total",
    help: "Requests that were refused or failed, by operation and problem code.",
  });
  const bearers = counter({
    name: "jeton_bearers_total",
    help: "Bearer tokens that were looked at: accepted, or the problem code.",
  });
  const writes = histogram(
    { name: "jeton_store_write_seconds", help: "How long writes took until they were durable or refused." },
    WRITE_BUCKETS,
  );
  const deliveries = counter({
    name: "jeton_webhook_attempts_total",
    help: "Messages that were sent to webhooks, by type of event and what became of them.",
  });
  const build = gauge({ name: "jeton_build_info", help: "The version that runs." }, () => [
    [{ version: parts.version }, 1],
  ]);
  const own: Metrics["own"] = (memory) =>
    exposition([
      requests,
      problems,
      bearers,
      writes,
      deliveries,
      lagOf(parts.lag),
      ...aboutMemory(memory),
      build,
    ]);
  return {
    request: (operation, status) => {
      requests.add({ operation: operation ?? NO_OPERATION, status: String(status) });
    },
    problem: (operation, code) => {
      problems.add({ operation: operation ?? NO_OPERATION, code });
    },
    bearer: (result) => {
      bearers.add({ result });
    },
    verifying: (operation) => {
      const add = [requests.adding({ operation, status: "200" }), bearers.adding({ result: "accepted" })];
      return () => {
        for (const one of add) one();
      };
    },
    write: writes.observe,
    delivery: ({ type, outcome }) => {
      deliveries.add({ event: type, outcome });
    },
    text: async ({ waiting, memory }) =>
      (await ofAll(own(memory), parts.others)) + exposition([waitingDeliveries(waiting)]),
    own,
  };
}

async function ofAll(own: string, others: Others | undefined): Promise<string> {
  if (!others) return own;
  return mergedExposition([...(await others.measurements()), { worker: others.number, text: own }]);
}

function waitingDeliveries(count: number): Metric {
  const name = "jeton_webhook_deliveries_waiting";
  return gauge({ name, help: "Messages to webhooks that are still to be sent, of all replicas." }, () => [
    [{}, count],
  ]);
}

function lagOf(read: () => Lag): Metric {
  const about = {
    name: "jeton_event_loop_lag_seconds",
    help: "How late the event loop was since the last scrape, by quantile.",
  };
  return gauge(about, () => {
    const { median, p99, max } = read();
    return [
      [{ quantile: "0.5" }, median],
      [{ quantile: "0.99" }, p99],
      [{ quantile: "1" }, max],
    ];
  });
}

function aboutMemory({ hits, misses, age }: Told["memory"]): readonly Metric[] {
  const lookups = {
    name: "jeton_memory_lookups",
    help: "Tokens that verifications looked for in memory since the start, by whether they were there.",
  };
  const epoch = {
    name: "jeton_epoch_age_seconds",
    help: "How long ago the epoch was read; from 0.9 on nothing in memory is used.",
  };
  return [
    gauge(lookups, () => [
      [{ found: "yes" }, hits],
      [{ found: "no" }, misses],
    ]),
    gauge(epoch, () => [[{}, age / 1000]]),
  ];
}
