import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "../../server/config/settings.ts";
import { newBootstrapToken } from "./server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `node server/main.ts serve` as a process of its own. */
export interface SpawnedServer extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  readonly folder: string;
  readonly pid: number;
  /** Milliseconds from the start of the process to its first line that says it listens. */
  readonly readyAfter: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when the process has ended, by whatever. */
  readonly ended: Promise<Ended>;
}

interface SpawnOptions {
  readonly env?: Environment;
  /** A data folder to start on again; it is kept. */
  readonly folder?: string;
  readonly token?: string;
  /** Of the binary; by default the source. */
  readonly program?: string;
}

export async function spawnServer(options: SpawnOptions = {}): Promise<SpawnedServer> {
  const temporary = options.folder === undefined ? temporaryFolder() : undefined;
  const folder = options.folder ?? temporary?.path ?? "";
  const token = options.token ?? newBootstrapToken();
  const start = performance.now();
  const env = {
    JETON_LISTEN: "127.0.0.1:0",
    JETON_DATABASE_URL: `sqlite:${path.join(folder, "jeton.db")}`,
    JETON_BOOTSTRAP_TOKEN: token,
    ...options.env,
  };
  const run = runJeton(["serve"], env, options.program);
  const url = await Promise.race([listening(run), run.ended.then(failed)]);
  const readyAfter = performance.now() - start;
  return {
    url,
    token,
    folder,
    pid: run.process.pid ?? 0,
    readyAfter,
    stdout: run.stdout,
    stderr: run.stderr,
    kill: (signal) => void run.process.kill(signal),
    ended: run.ended,
    [Symbol.asyncDispose]: async () => {
      run.process.kill("SIGKILL");
      await run.ended;
      temporary?.[Symbol.dispose]();
    },
  };
}

export interface Run {
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<Ended>;
}

/** The `jeton` binary with these arguments, and of the environment only what is given. */
export function runJeton(args: readonly string[], env: Environment = {}, program: string = main): Run {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const { promise: ended, resolve } = Promise.withResolvers<Ended>();
  child.once("close", (code, signal) => {
    resolve({ code, signal, stdout, stderr });
  });
  return { process: child, stdout: () => stdout, stderr: () => stderr, ended };
}

async function listening({ process: child, stdout }: Run): Promise<string> {
  for (;;) {
    const [, url] = /"url":"([^"]+)".*Jeton listens/.exec(stdout()) ?? [];
    if (url !== undefined) return url;
    if (child.stdout) await once(child.stdout, "data");
  }
}

function failed({ code, stdout, stderr }: Ended): never {
  throw new Error(`jeton serve ended with ${String(code)}: ${stderr}${stdout}`);
}
