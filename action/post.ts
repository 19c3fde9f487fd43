import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import * as core from "@actions/core";
import { trust } from "../network/certificates.ts";
import { proxyPasswords } from "../network/proxies.ts";
import type { Client } from "../server/contract/client.ts";
import { redactTokens } from "../server/contract/token-text.ts";
import { connect } from "./connect.ts";
import { createHidden, givenSecrets } from "./hidden.ts";
import { readJob, userAgent } from "./job.ts";
import { proxiesOf, readApiUrl, sendThrough } from "./network.ts";
import { revokeAll } from "./revoke.ts";
import { type Pending, readState, type State } from "./state.ts";
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
  if (isSettled(state)) return;
  const proxies = proxiesOf(network, env);
  const secrets = [
    ...givenSecrets(env, core.getInput),
    token,
    ...state.minted.map((minted) => minted.secret),
    ...proxyPasswords(proxies),
  ];
  for (const secret of secrets) if (secret !== undefined) hidden.hide(secret);
  if (directory !== undefined) await removeFiles(directory);
  trust(network.ca === undefined ? [] : [network.ca]);
  const signal = AbortSignal.timeout(TOTAL_MILLISECONDS);
  const options = { url, job: readJob(env), send: sendThrough(proxies), signal };
  const client = connect({ ...options, token });
  // First, since it takes the token signed in with.
  const left = await settleAll(state.pending, { ...options, client });
  const revoked = await revokeAll(state, { client, bare: connect(options), now: () => new Date() });
  for (const line of [...left.lines, ...revoked.lines]) core.info(shown(line));
  const warning = [...left.warnings, ...(revoked.warning === undefined ? [] : [revoked.warning])].join("\n");
  if (warning !== "") core.warning(shown(warning));
}

/** Whether main itself has undone all there was to undo. */
function isSettled({ minted, pending, exchangedUntil, directory }: State): boolean {
  return minted.length + pending.length === 0 && exchangedUntil === undefined && directory === undefined;
}

/** What is left of secrets that main could not hand over to the end. */
async function settleAll(
  pending: readonly Pending[],
  {
    client,
    url,
    job,
    send,
    signal,
  }: Omit<Parameters<typeof connect>[0], "token"> & { readonly client: Client },
): Promise<{ readonly lines: readonly string[]; readonly warnings: readonly string[] }> {
  const lines: string[] = [];
  const warnings: string[] = [];
  if (pending.length === 0) return { lines, warnings };
  const { settleLeft } = await import("./secrets.ts");
  const token = core.getInput("secrets-token");
  const github = { url: readApiUrl(env), token, send, signal, userAgent: userAgent(job) };
  const pause = (milliseconds: number): Promise<undefined> => sleep(milliseconds, undefined, { signal });
  for (const one of pending) {
    const settled = await settleLeft(one, { client, url, pause, github });
    if (settled.type === "open") warnings.push(settled.reason);
    else lines.push(settled.line);
  }
  return { lines, warnings };
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
