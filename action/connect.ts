import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient, type Send } from "../server/contract/client.ts";
import { type Job, managedBy, userAgent } from "./job.ts";

/** Each attempt; a signal bounds all of them. */
const ATTEMPT_MILLISECONDS = 10_000;

/** A client of the server for this run. */
export function connect(options: {
  readonly url: string;
  /** Absent for what needs no credential. */
  readonly token?: string | undefined;
  readonly job: Job;
  /** One for all clients, so that they share connections. */
  readonly send: Send;
  readonly signal: AbortSignal;
  readonly maxRetries?: number | undefined;
}): Client {
  const { url, token, job, send, signal, maxRetries } = options;
  return createClient({
    url,
    token,
    send,
    sleep: (milliseconds, aborted) => sleep(milliseconds, undefined, { signal: aborted }),
    random: Math.random,
    newKey: randomUUID,
    userAgent: userAgent(job),
    managedBy: managedBy(job),
    timeoutMilliseconds: ATTEMPT_MILLISECONDS,
    signal,
    ...(maxRetries !== undefined && { maxRetries }),
  });
}
