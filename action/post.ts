import * as core from "@actions/core";
import { connect } from "./connect.ts";
import { readJob } from "./job.ts";
import { redactTokens } from "../server/contract/token-text.ts";
import { revokeAll } from "./revoke.ts";
import { createSend } from "./send.ts";
import { readState } from "./state.ts";

/** All of it: a job must not hang on a server that is gone. */
const TOTAL_MILLISECONDS = 60_000;

/** Never fails the job: the tokens end by themselves, and whoever reads the warning can revoke them. */
async function post(): Promise<void> {
  const state = readState(core.getState("jeton"));
  if (state === undefined) return;
  const { url, token } = state;
  for (const secret of [token, ...state.minted.map((minted) => minted.secret)]) {
    if (secret !== undefined) core.setSecret(secret);
  }
  const options = {
    url,
    job: readJob(process.env),
    send: createSend(process.env),
    signal: AbortSignal.timeout(TOTAL_MILLISECONDS),
  };
  const ports = { client: connect({ ...options, token }), bare: connect(options), now: () => new Date() };
  const { lines, warning } = await revokeAll(state, ports);
  for (const line of lines) core.info(redactTokens(line));
  if (warning !== undefined) core.warning(redactTokens(warning));
}

post().catch((error: unknown) => {
  core.warning(
    redactTokens(`Nothing was revoked: ${error instanceof Error ? error.message : String(error)}`),
  );
});
