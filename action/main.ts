import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import * as core from "@actions/core";
import { isOlderNode } from "../server/contract/node-version.ts";
import { connect } from "./connect.ts";
import { requestIdToken } from "./id-token.ts";
import { readInputs, type InputName, inputNames, type Settings } from "./inputs.ts";
import { readJob } from "./job.ts";
import { redactTokens } from "../server/contract/token-text.ts";
import { type Outcome, run } from "./run.ts";
import { readRunnerIdentity } from "./runner-identity.ts";
import { createSend, isLoopback } from "./send.ts";
import { writeState } from "./state.ts";
import { summaryOf } from "./summary.ts";

/** Between SIGINT and SIGTERM the runner waits 7.5 s: time to learn whether a token was made, so that post can revoke it. */
const CANCEL_MILLISECONDS = 5_000;

async function main(): Promise<void> {
  const envToken = process.env["JETON_TOKEN"]?.trim() ?? "";
  // First of all, and only what is long enough to be a secret: a mask of `a` would hide every a of the job.
  for (const token of [core.getInput("token"), envToken]) if (token.length >= 8) core.setSecret(token);
  refuseOtherRunners();
  const given = Object.fromEntries(
    inputNames.map((name) => [
      name,
      // Lines keep their numbers for messages.
      core.getInput(name, { trimWhitespace: name !== "tokens" }),
    ]),
  );
  // The keys are the table's.
  const understood = readInputs(given as Record<InputName, string>, envToken);
  if (understood.type === "refused") return fail(understood.message);
  const { settings } = understood;
  warnOfPlainHttp(settings.url);

  const job = readJob(process.env);
  const { stop, signal } = cancellation(settings.timeoutMilliseconds);
  const { env } = process;
  const runner = readRunnerIdentity(env, await readEvent(env["GITHUB_EVENT_PATH"]));
  const send = createSend(env);
  const outcome = await run(settings, job, {
    runner,
    requestIdToken: (request, audience) => requestIdToken(request, audience, { send, signal }),
    connect: (options) => connect({ url: settings.url, job, send, signal, ...options }),
    pause: (milliseconds) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
    random: Math.random,
    stop,
    newId: () => randomBytes(4).toString("hex"),
    mask: core.setSecret,
    remember: (state) => core.saveState("jeton", writeState(state)),
    say: (line) => core.info(redactTokens(line)),
  });
  if (outcome.type === "failed") return fail(outcome.message);
  await write(settings, outcome);
}

async function readEvent(path: string | undefined): Promise<string> {
  return path ? await readFile(path, "utf8").catch(() => "") : "";
}

/** The first version whose agents take a proxy. */
const LEAST_NODE = [24, 5] as const;

/** Without these files the toolkit would print outputs, secrets too, as commands of old runners. */
function refuseOtherRunners(): void {
  if (isOlderNode(process.version, LEAST_NODE)) {
    throw new Error(
      `This runner has Node.js ${process.version}; ${LEAST_NODE.join(".")} or newer is needed.`,
    );
  }
  for (const name of ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STATE"]) {
    if (!process.env[name])
      throw new Error(`${name} is not set: this is no runner of GitHub Actions, or one too old.`);
  }
}

function warnOfPlainHttp(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:" || isLoopback(hostname)) return;
  core.warning(`\`url\` is not https: the token can be read by everyone on the way to ${url}.`);
}

/** `stop` at the first signal, so that nothing more is begun; `signal` ends what runs, a while later or at the time limit. */
function cancellation(timeoutMilliseconds: number): {
  readonly stop: AbortSignal;
  readonly signal: AbortSignal;
} {
  const stop = new AbortController();
  const end = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) end.abort();
    else core.info("Cancelled: nothing more is minted.");
    stop.abort();
    setTimeout(() => end.abort(), CANCEL_MILLISECONDS).unref();
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return {
    stop: stop.signal,
    signal: AbortSignal.any([end.signal, AbortSignal.timeout(timeoutMilliseconds)]),
  };
}

async function write(
  settings: Settings,
  { token, identity, minted }: Extract<Outcome, { type: "done" }>,
): Promise<void> {
  const { url, exportEnv } = settings;
  core.setOutput("url", url);
  core.setOutput("token", token);
  core.setOutput("expires-at", identity.expiresAt ?? "");
  core.setOutput("service-account", identity.isServiceAccount ? identity.reference : "");
  for (const { line, secret } of minted) core.setOutput(line.name, secret);
  if (exportEnv) {
    core.exportVariable("JETON_URL", url);
    core.exportVariable("JETON_TOKEN", token);
    for (const { line, secret } of minted) core.exportVariable(line.name, secret);
  }
  // Runners of others may have no summaries; what was minted is worth more than a line about it.
  await core.summary
    .addRaw(redactTokens(summaryOf(settings, identity, minted)))
    .write()
    .catch(() => undefined);
}

function fail(message: string): void {
  core.setFailed(redactTokens(message));
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
