import { tmpdir } from "node:os";
import * as core from "@actions/core";
import { redactTokens } from "../server/contract/token-text.ts";
import { connect } from "./connect.ts";
import { createHidden } from "./hidden.ts";
import { readJob } from "./job.ts";
import { proxyPasswords, readProxies } from "./network.ts";
import { revokeAll } from "./revoke.ts";
import { createSend } from "./send.ts";
import { readState } from "./state.ts";
import { removeTokenFiles } from "./token-files.ts";

/** All of it: a job must not hang on a server that is gone. */
const TOTAL_MILLISECONDS = 60_000;

const { env } = process;
const hidden = createHidden(core.setSecret);

/** Never fails the job: the tokens end by themselves, and whoever reads the warning can revoke them. */
async function post(): Promise<void> {
  const state = readState(core.getState("jeton"));
  if (state === undefined) return;
  const { url, token, network, directory } = state;
  const proxies = readProxies(network, env);
  const secrets = [token, ...state.minted.map((minted) => minted.secret), ...proxyPasswords(proxies)];
  for (const secret of secrets) if (secret !== undefined) hidden.hide(secret);
  if (directory !== undefined) await removeFiles(directory);
  const options = {
    url,
    job: readJob(env),
    send: createSend(proxies, network.ca),
    signal: AbortSignal.timeout(TOTAL_MILLISECONDS),
  };
  const ports = { client: connect({ ...options, token }), bare: connect(options), now: () => new Date() };
  const { lines, warning } = await revokeAll(state, ports);
  for (const line of lines) core.info(shown(line));
  if (warning !== undefined) core.warning(shown(warning));
}

/** What they hold is revoked in any case. */
async function removeFiles(directory: string): Promise<void> {
  try {
    await removeTokenFiles(directory, env["RUNNER_TEMP"] ?? tmpdir());
  } catch (error) {
    core.warning(shown(`The files of tokens are still in ${directory}: ${reasonOf(error)}`));
  }
}

function shown(text: string): string {
  return redactTokens(hidden.redact(text));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

post().catch((error: unknown) => {
  core.warning(shown(`Nothing was revoked: ${reasonOf(error)}`));
});
