import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readActionFile } from "./action-file.ts";
import { parseCommandFile } from "./command-file.ts";
import { createMasker, type Masker } from "./masker.ts";

/**
 * Runs JavaScript actions as a GitHub runner does: the environment each phase gets, the files it writes, the masks and
 * commands it prints, variables and masks that last for the job, posts in reverse order at its end.
 */
export interface Job {
  /** Runs an action's main phase; its post phase comes with `finish`. */
  readonly use: (inputs: Readonly<Record<string, string>>) => Promise<Phase>;
  /** The same, to be cancelled on the way. */
  readonly start: (inputs: Readonly<Record<string, string>>) => Promise<Running>;
  /** The end of the job, whatever became of it: every post phase, the last first; `state` may change what main left for it. */
  readonly finish: (change?: { readonly state?: (value: string) => string }) => Promise<readonly Phase[]>;
  /** What `export-env` and the like have set for later steps. */
  readonly env: Readonly<Record<string, string>>;
  /** A text as the job's log would show it. */
  readonly mask: (text: string) => string;
  /** An output of a step as another job gets it: nothing, if there is a secret in it. */
  readonly passOn: (value: string) => string;
}

interface Running {
  readonly process: ChildProcess;
  /** Resolves once the process has printed a text on stdout. */
  readonly printed: (text: string) => Promise<void>;
  /** What becomes of it when its job is cancelled: SIGINT, after a pause SIGTERM, after another its end. */
  readonly cancel: (pauses?: typeof CANCEL_PAUSES) => void;
  readonly done: Promise<Phase>;
}

/** One process of an action, ended. */
export interface Phase {
  readonly exitCode: number | null;
  /** As printed. */
  readonly stdout: string;
  readonly stderr: string;
  /** As people see it with step debugging on: masked; stderr before stdout, which a runner may do to any two lines. */
  readonly log: string;
  readonly annotations: readonly { readonly level: Level; readonly message: string }[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  /** As written, not masked; nothing of one that is too long. */
  readonly summary: string;
}

type Level = "error" | "warning" | "notice";

export interface JobOptions {
  /** Where the runner may write. */
  readonly directory: string;
  /** Where action.yml is. */
  readonly action: string;
  /** The Node.js that runs the action; the one that runs this by default. */
  readonly node?: string;
  /** Variables of the runner itself, a proxy for example, or others in place of its own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Milliseconds. */
const CANCEL_PAUSES = { interrupted: 7_500, terminated: 2_500 };

const COMMAND_FILES = ["OUTPUT", "ENV", "STATE", "PATH", "STEP_SUMMARY"] as const;
type CommandFile = (typeof COMMAND_FILES)[number];

export function createJob(options: JobOptions): Job {
  const masker = createMasker();
  const jobEnv: Record<string, string> = {};
  const posts: ((changeState: (value: string) => string) => Promise<Phase>)[] = [];

  const start: Job["start"] = async (given) => {
    const { inputs, runs } = await readActionFile(options.action);
    // A runner only warns, and goes on without.
    const unknown = Object.keys(given).filter((name) => !(name in inputs));
    if (unknown.length > 0) throw new Error(`Unexpected input(s) ${unknown.join(", ")}`);
    const defaults = Object.entries(inputs).map(([name, input]) => [name, input.default ?? ""] as const);
    const values = { ...Object.fromEntries(defaults), ...given };
    let state: Readonly<Record<string, string>> = {};
    // Registered when main starts, so that it runs whatever main does.
    posts.unshift(async (changeState) => {
      const changed = Object.entries(state).map(([name, value]) => [name, changeState(value)] as const);
      const given = { options, masker, jobEnv, inputs: values, state: Object.fromEntries(changed) };
      const post = await startPhase(runs.post, given);
      return await post.done;
    });
    const main = await startPhase(runs.main, { options, masker, jobEnv, inputs: values, state });
    const done = main.done.then((phase) => {
      state = phase.state;
      Object.assign(jobEnv, phase.env);
      return phase;
    });
    return { ...main, done };
  };

  return {
    start,
    use: async (inputs) => (await start(inputs)).done,
    finish: async ({ state: changeState = (value: string) => value } = {}) => {
      const phases: Phase[] = [];
      for (const post of posts.splice(0)) phases.push(await post(changeState));
      return phases;
    },
    env: jobEnv,
    mask: masker.mask,
    passOn: (value) => (masker.mask(value) === value ? value : ""),
  };
}

interface PhaseOptions {
  readonly options: JobOptions;
  readonly masker: Masker;
  readonly jobEnv: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
}

async function startPhase(script: string, given: PhaseOptions): Promise<Running> {
  const { options, masker, inputs, state } = given;
  const directory = join(options.directory, randomUUID());
  await mkdir(directory, { recursive: true });
  const file = (name: CommandFile): string => join(directory, name);
  for (const name of COMMAND_FILES) await writeFile(file(name), "");
  const child = spawn(options.node ?? process.execPath, [join(options.action, script)], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...runnerEnv(directory),
      ...Object.fromEntries(COMMAND_FILES.map((name) => [`GITHUB_${name}`, file(name)])),
      ...given.jobEnv,
      ...options.env,
      ...prefixed(inputs, (name) => `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`),
      ...prefixed(state, (name) => `STATE_${name}`),
    },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const printed = async (text: string): Promise<void> => {
    while (!stdout.includes(text)) await once(child.stdout, "data");
  };
  const end = async (): Promise<Phase> => {
    const exitCode = await ended;
    const read = (name: CommandFile): Promise<string> => readFile(file(name), "utf8");
    const files = {
      outputs: parseCommandFile(await read("OUTPUT")),
      env: parseCommandFile(await read("ENV")),
      state: parseCommandFile(await read("STATE")),
    };
    if ((await read("PATH")) !== "") throw new Error("the action changes PATH, which this runner cannot do");
    refuseVariables(files.env);
    const shown = show({ stdout, stderr, ...files }, masker);
    return { exitCode, stdout, stderr, ...files, ...uploaded(await read("STEP_SUMMARY"), shown) };
  };
  const cancel: Running["cancel"] = ({ interrupted, terminated } = CANCEL_PAUSES) => {
    child.kill("SIGINT");
    setTimeout(() => child.kill("SIGTERM"), interrupted).unref();
    setTimeout(() => child.kill("SIGKILL"), interrupted + terminated).unref();
  };
  return { process: child, printed, cancel, done: end() };
}

function prefixed(
  values: Readonly<Record<string, string>>,
  rename: (name: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [rename(name), value]));
}

/** Nothing of this process's own environment: a proxy or a token set here must not decide a test. */
function runnerEnv(directory: string): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: directory,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "shop/website",
    GITHUB_RUN_ID: "1658821493",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_WORKFLOW: "Deploy the website",
    GITHUB_JOB: "deploy",
    GITHUB_REF: "refs/heads/main",
    GITHUB_EVENT_NAME: "push",
    GITHUB_WORKSPACE: directory,
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_NAME: "test",
    RUNNER_TEMP: directory,
    RUNNER_TOOL_CACHE: directory,
    RUNNER_DEBUG: "1",
  };
}

/** A runner sets these itself, whatever a file says. */
function refuseVariables(env: Readonly<Record<string, string>>): void {
  const refused = Object.keys(env).filter((name) => /^(?:NODE_OPTIONS$|GITHUB_|RUNNER_)/.test(name));
  if (refused.length > 0) throw new Error(`Can't store ${refused.join(", ")} using '$GITHUB_ENV'`);
}

const MAX_SUMMARY_BYTES = 1024 * 1024;

function uploaded(
  summary: string,
  { log, annotations }: Pick<Phase, "log" | "annotations">,
): Pick<Phase, "log" | "annotations" | "summary"> {
  const kilobytes = Math.ceil(Buffer.byteLength(summary) / 1024);
  if (Buffer.byteLength(summary) <= MAX_SUMMARY_BYTES) return { log, annotations, summary };
  const message = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${String(kilobytes)}k`;
  return { log, annotations: [...annotations, { level: "error", message }], summary: "" };
}

/** A step keeps ten of each kind, and of each so much. */
const MAX_ANNOTATIONS = 10;
const MAX_ANNOTATION = 4096;

type Printed = Pick<Phase, "stdout" | "stderr" | "outputs" | "env" | "state">;

function show(printed: Printed, { add, mask }: Masker): Pick<Phase, "log" | "annotations"> {
  const log: string[] = [];
  const annotations: { level: Level; message: string }[] = [];
  for (const line of printed.stderr.split("\n")) log.push(mask(line));
  for (const line of printed.stdout.split("\n")) {
    const command = parseCommand(line);
    if (command === undefined) log.push(mask(line));
    else if (command.name === "add-mask") add(command.message);
    else {
      const message = mask(command.message);
      log.push(`##[${command.name}]${message}`);
      if (command.name !== "debug")
        annotations.push({ level: command.name, message: message.slice(0, MAX_ANNOTATION) });
    }
  }
  // The files are read when the process has ended, and printed when step debugging is on.
  for (const [name, value] of Object.entries(printed.outputs))
    log.push(mask(`##[debug]Set output ${name} = ${value}`));
  for (const [name, value] of Object.entries(printed.env)) log.push(mask(`##[debug]${name}='${value}'`));
  for (const [name, value] of Object.entries(printed.state)) {
    log.push(mask(`##[debug]Save intra-action state ${name} = ${value}`));
  }
  const kept = (["error", "warning", "notice"] as const).flatMap((level) =>
    annotations.filter((one) => one.level === level).slice(0, MAX_ANNOTATIONS),
  );
  return { log: log.join("\n"), annotations: annotations.filter((one) => kept.includes(one)) };
}

const COMMANDS = ["add-mask", "debug", "error", "warning", "notice"] as const;

/** `::name properties::message`; the older `##[name]message` is one anywhere in a line. */
function parseCommand(line: string): { name: (typeof COMMANDS)[number]; message: string } | undefined {
  if (line.includes("##[")) throw new Error(`a command in the old form: ${line}`);
  const [, given, message = ""] = /^\s*::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
  if (given === undefined) return undefined;
  const name = COMMANDS.find((known) => known === given);
  if (name === undefined) throw new Error(`a command that an action has no need of: ${line}`);
  return { name, message: message.replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%") };
}
