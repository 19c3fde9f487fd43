import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import * as core from "@actions/core";
import { trust } from "../network/certificates.ts";
import { isLoopback, proxyPasswords } from "../network/proxies.ts";
import { redactTokens } from "../server/contract/token-text.ts";
import type { Client } from "../server/contract/client.ts";
import { cancellation } from "./cancellation.ts";
import { connect } from "./connect.ts";
import type { Declared, Report } from "./declare.ts";
import type { GitHubOptions } from "./github-api.ts";
import { createHidden, givenSecrets } from "./hidden.ts";
import { requestIdToken } from "./id-token.ts";
import {
  type InputName,
  inputNames,
  isDeclaring,
  type OtherInputs,
  readInputs,
  type Settings,
} from "./inputs.ts";
import { type Job, readJob, runUrl, userAgent } from "./job.ts";
import type { Annotate } from "./judge-plan.ts";
import { type Network, proxiesOf, readApiUrl, readCertificates, sendThrough } from "./network.ts";
import { refuseOtherRunners } from "./other-runners.ts";
import { readPullRequest } from "./pull-request.ts";
import { type Outcome, run } from "./run.ts";
import { isMainPush, readRunnerIdentity, type RunnerIdentity } from "./runner-identity.ts";
import { writeState } from "./state.ts";
import { summaryOf } from "./summary.ts";
import { tokenDirectory, writeTokenFiles } from "./token-files.ts";

/** Inputs of many lines, which keep their numbers for messages. */
const LINES: ReadonlySet<string> = new Set(["tokens", "secrets", "declarations"]);

const { env } = process;
const hidden = createHidden(core.setSecret);

async function main(): Promise<void> {
  // First of all.
  for (const secret of givenSecrets(env, core.getInput)) hidden.hide(secret);
  const envToken = env["JETON_TOKEN"]?.trim() ?? "";
  refuseOtherRunners(env, process.version);
  const given = Object.fromEntries(
    inputNames.map((name) => [name, core.getInput(name, { trimWhitespace: !LINES.has(name) })]),
  );
  // The keys are the table's.
  const inputs = given as Record<InputName, string>;
  const event = await readEvent(env["GITHUB_EVENT_PATH"]);
  const runner = readRunnerIdentity(env, event);
  const understood = readInputs(inputs, {
    envToken,
    isOutside: runner.fromFork || runner.byDependabot,
    ...(await secretsReader(inputs.secrets)),
    ...(await declarationsReader(inputs, event)),
  });
  if (understood.type === "refused") return fail(understood.message);
  const { settings } = understood;
  const declaring = await prepareDeclaring(settings, { runner, event });
  if (declaring.type === "failed") return fail(declaring.message);
  warnOfPlainHttp(settings.url);

  const network = await readNetwork(inputs);
  const directory = settings.files ? tokenDirectory(env["RUNNER_TEMP"] ?? tmpdir(), newId()) : undefined;
  const outcome = await runWith(settings, { runner, network, directory, declare: declaring.declare });
  if (outcome.type === "failed") return fail(outcome.message);
  if (outcome.type === "offline") return writeOffline(settings, `${outcome.reason}${declaring.offline}`);
  await write(settings, outcome, directory);
}

async function secretsReader(text: string): Promise<Pick<OtherInputs, "readSecrets">> {
  if (text.trim() === "") return {};
  const { readSecretLines } = await import("./secrets.ts");
  return { readSecrets: readSecretLines };
}

async function declarationsReader(
  inputs: Readonly<Record<InputName, string>>,
  event: string,
): Promise<Pick<OtherInputs, "readDeploying">> {
  if (!isDeclaring(inputs)) return {};
  const { readDeployInputs } = await import("./deploy.ts");
  const occasion = { repository: env["GITHUB_REPOSITORY"] ?? "", isMainPush: isMainPush(env, event) };
  return { readDeploying: (given, how) => readDeployInputs(given, occasion, how) };
}

type Declare = (
  client: Client,
  ports: Pick<GitHubOptions, "send" | "signal"> & { readonly stop: AbortSignal; readonly job: Job },
) => Promise<Declared>;

type Declaring =
  | {
      readonly type: "ok";
      readonly declare: Declare;
      /** What is known without a server. */
      readonly offline: string;
    }
  | { readonly type: "failed"; readonly message: string };

/** Everything that is wrong with declarations is found before anybody is asked. */
async function prepareDeclaring(
  { url, deploying, githubToken }: Settings,
  { runner, event }: { readonly runner: RunnerIdentity; readonly event: string },
): Promise<Declaring> {
  if (deploying === undefined) {
    return { type: "ok", declare: () => Promise.resolve({ type: "done" }), offline: "" };
  }
  const { prepare, declare, commentOn } = await import("./deploy.ts");
  const say = (line: string): void => core.info(shown(line));
  const annotate: Annotate = (level, message, place) => {
    const at = place && { file: place.path, startLine: place.line, startColumn: place.column };
    // By its name, so that a bundle takes no other of the toolkit's.
    if (level === "error") core.error(shown(message), at);
    else core.warning(shown(message), at);
  };
  const workspace = env["GITHUB_WORKSPACE"] ?? process.cwd();
  const prepared = await prepare(workspace, deploying, { say, annotate });
  if (prepared.type === "failed") return prepared;
  const { declarations, found } = prepared;
  say(`Valid: ${found}.`);
  const isOutside = runner.fromFork || runner.byDependabot;
  const pull = githubToken === "" ? undefined : readPullRequest(env, event, isOutside);
  return {
    type: "ok",
    declare: async (client, { stop, job, ...ports }) => {
      const report = async (one: Report): Promise<void> => {
        await writeReport(one);
        if (pull === undefined) return;
        const about = { pull, deploying, runUrl: runUrl(job), shown };
        const github = { ...ports, url: readApiUrl(env), token: githubToken, userAgent: userAgent(job) };
        const commented = await commentOn(one, about, github);
        if (commented.type === "done") say(commented.line);
        else if (commented.level === "notice") core.notice(shown(commented.message));
        else core.warning(shown(commented.message));
      };
      return await declare(declarations, deploying, { url, client, say, annotate, stop, report });
    },
    offline: ` The declarations are valid (${found}); what applying them would change is not known.`,
  };
}

async function runWith(
  settings: Settings,
  {
    runner,
    network,
    directory,
    declare,
  }: {
    readonly runner: RunnerIdentity;
    readonly network: Network;
    readonly directory: string | undefined;
    readonly declare: Declare;
  },
): Promise<Outcome> {
  const proxies = proxiesOf(network, env);
  for (const password of proxyPasswords(proxies)) hidden.hide(password);
  trust(network.ca === undefined ? [] : [network.ca]);
  const send = sendThrough(proxies);
  const job = readJob(env);
  const onSignal = (listen: () => void): void => {
    process.on("SIGINT", listen).on("SIGTERM", listen);
  };
  const { stop, signal } = cancellation(settings.timeoutMilliseconds, onSignal, core.info);
  const shared = {
    pause: (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
    stop,
    mask: hidden.hide,
    say: (line: string) => core.info(shown(line)),
  };
  return await run(settings, job, {
    runner,
    requestIdToken: (request, audience) => requestIdToken(request, audience, { send, signal }),
    connect: (options) => connect({ url: settings.url, job, send, signal, ...options }),
    random: Math.random,
    newId,
    declare: (client) => declare(client, { send, signal, stop, job }),
    remember: (state) => core.saveState("jeton", writeState({ ...state, directory, network })),
    handOver: async (lines, step) => {
      const { handOver } = await import("./secrets.ts");
      return await handOver(lines, {
        ...step,
        ...shared,
        github: {
          url: readApiUrl(env),
          token: settings.secretsToken,
          userAgent: userAgent(job),
          send,
          signal,
        },
      });
    },
    ...shared,
  });
}

function newId(): string {
  return randomBytes(4).toString("hex");
}

async function readNetwork(inputs: Readonly<Record<InputName, string>>): Promise<Network> {
  const ca = await readCertificates(inputs["ca-certificate"], (path) => readFile(path, "utf8"));
  return { proxy: inputs.proxy || undefined, noProxy: inputs["no-proxy"] || undefined, ca };
}

async function readEvent(path: string | undefined): Promise<string> {
  return path ? await readFile(path, "utf8").catch(() => "") : "";
}

function warnOfPlainHttp(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:" || isLoopback(hostname)) return;
  core.warning(`\`url\` is not https: the token can be read by everyone on the way to ${shown(url)}.`);
}

/** Tokens only once they are in their files: a step that fails hands over nothing. */
async function write(
  settings: Settings,
  { token, identity, minted, handedOver }: Extract<Outcome, { type: "done" }>,
  directory: string | undefined,
): Promise<void> {
  const { url, exportEnv } = settings;
  const files = directory === undefined ? [] : await writeTokenFiles(directory, minted);
  core.setOutput("mode", "online");
  core.setOutput("url", url);
  core.setOutput("token", token);
  core.setOutput("expires-at", shown(identity.expiresAt ?? ""));
  core.setOutput("service-account", identity.isServiceAccount ? shown(identity.reference) : "");
  const own = [...minted.map(({ line, secret }) => [line.name, secret] as const), ...files];
  for (const [name, value] of own) core.setOutput(name, value);
  if (exportEnv) {
    core.exportVariable("JETON_URL", url);
    core.exportVariable("JETON_TOKEN", token);
    for (const [name, value] of own) core.exportVariable(name, value);
  }
  await summarize(summaryOf(settings, identity, { minted, handedOver }));
}

function writeOffline({ url }: Settings, reason: string): void {
  core.notice(shown(reason));
  core.setOutput("mode", "offline");
  core.setOutput("url", url);
}

/** At once, so that what is refused can still be looked at. */
async function writeReport({ changes, counts, digest, hasChanges, markup }: Report): Promise<void> {
  const told = changes.map((change) => ({ ...change, reference: shown(change.reference) }));
  core.setOutput("changes", shown(JSON.stringify(told)));
  core.setOutput("has-changes", hasChanges);
  core.setOutput("plan-digest", shown(digest));
  core.setOutput("create-count", counts.create);
  core.setOutput("update-count", counts.update);
  core.setOutput("replace-count", counts.replace);
  core.setOutput("delete-count", counts.delete);
  core.setOutput("unchanged-count", counts.unchanged);
  await summarize(markup);
}

/** Runners of others may have no summaries; what was minted is worth more than a line about it. */
async function summarize(text: string): Promise<void> {
  await core.summary
    .addRaw(shown(text))
    .write()
    .catch(() => undefined);
}

function shown(text: string): string {
  return redactTokens(hidden.redact(text));
}

function fail(message: string): void {
  core.setFailed(shown(message));
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
