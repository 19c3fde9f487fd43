import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient } from "../server/contract/client.ts";
import { type Job, managedBy, userAgent } from "./job.ts";
import { createSend } from "./send.ts";

/** Each attempt; a signal bounds all of them. */
const ATTEMPT_MILLISECONDS = 10_000;

/** A client of the server for this run. */
export function connect(options: {
  readonly url: string;
  readonly token: string;
  readonly job: Job;
  /** Where a proxy may be named. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}): Client {
  const { url, token, job, env, signal } = options;
  return createClient({
    url,
    token,
    send: createSend(env),
    sleep: (milliseconds, aborted) => sleep(milliseconds, undefined, { signal: aborted }),
    random: Math.random,
    newKey: randomUUID,
    userAgent: userAgent(job),
    managedBy: managedBy(job),
    timeoutMilliseconds: ATTEMPT_MILLISECONDS,
    signal,
  });
}
