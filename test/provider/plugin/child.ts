import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface Child {
  readonly process: ChildProcess;
  /** The first line on standard output, undefined when there was none. */
  readonly firstLine: string | undefined;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** All there was on each stream until it closed. */
  readonly output: Promise<{ readonly stdout: string; readonly stderr: string }>;
}

const scripts = {
  "echo-plugin.ts": new URL("./echo-plugin.ts", import.meta.url),
  "noisy-plugin.ts": new URL("./noisy-plugin.ts", import.meta.url),
  "host.ts": new URL("./host.ts", import.meta.url),
};

export interface StartOptions {
  readonly script: keyof typeof scripts;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a plugin as a host does and waits for its first line, or its end. */
export async function start({
  script,
  arguments: args = [],
  environment = {},
}: StartOptions): Promise<Child> {
  const path = fileURLToPath(scripts[script]);
  return await startProgram([process.execPath, path, ...args], { ECHO_COOKIE: "crumb", ...environment });
}

/** The same of any program. */
export async function startProgram(
  [file, ...args]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>>,
): Promise<Child> {
  const child = spawn(file, args, {
    env: { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout = text(child.stdout);
  const stderr = text(child.stderr);
  const firstLine = Promise.withResolvers<string | undefined>();
  createInterface(child.stdout)
    .once("line", firstLine.resolve)
    .once("close", () => firstLine.resolve(undefined));
  const exited = once(child, "exit").then(([code, signal]) => ({ code, signal }));
  return {
    process: child,
    firstLine: await firstLine.promise,
    exited,
    output: Promise.all([stdout, stderr]).then(([out, err]) => ({ stdout: out, stderr: err })),
  };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = "";
  stream.on("data", (chunk: Buffer) => (all += chunk.toString()));
  await once(stream, "close");
  return all;
}

/** Ends a child that a test left running. */
export async function stop(child: Child | undefined): Promise<void> {
  if (!child || child.process.exitCode !== null || child.process.signalCode !== null) return;
  child.process.kill("SIGTERM");
  await child.exited;
}

/** The parts of a handshake line. */
export function handshakeOf(child: Child) {
  const [core, version, network, address = "", transport, certificate = ""] =
    child.firstLine?.split("|") ?? [];
  return { core, version, network, address, transport, certificate, target: targetOf(network, address) };
}

function targetOf(network: string | undefined, address: string): string {
  return network === "unix" ? `unix:${address}` : address;
}
