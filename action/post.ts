import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import * as core from "@actions/core";
import { createClient } from "../server/contract/client.ts";
import { readJob, userAgent } from "./job.ts";
import { withoutTokens } from "./plain-text.ts";
import { revokeAll } from "./revoke.ts";
import { createSend } from "./send.ts";
import { readState } from "./state.ts";

const ATTEMPT_MILLISECONDS = 10_000;
/** All of it: a job must not hang on a server that is gone. */
const TOTAL_MILLISECONDS = 60_000;

/** Never fails the job: the tokens end by themselves, and whoever reads the warning can revoke them. */
async function post(): Promise<void> {
  const state = readState(core.getState("jeton"));
  if (state === undefined) return;
  core.setSecret(state.token);
  const client = createClient({
    url: state.url,
    token: state.token,
    send: createSend(process.env),
    sleep: (milliseconds, aborted) => sleep(milliseconds, undefined, { signal: aborted }),
    random: Math.random,
    newKey: randomUUID,
    userAgent: userAgent(readJob(process.env)),
    timeoutMilliseconds: ATTEMPT_MILLISECONDS,
    signal: AbortSignal.timeout(TOTAL_MILLISECONDS),
  });
  const { lines, warning } = await revokeAll(state, { client, now: () => new Date() });
  for (const line of lines) core.info(withoutTokens(line));
  if (warning !== undefined) core.warning(withoutTokens(warning));
}

post().catch((error: unknown) => {
  core.warning(
    withoutTokens(`Nothing was revoked: ${error instanceof Error ? error.message : String(error)}`),
  );
});
