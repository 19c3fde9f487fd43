import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { once } from "node:events";
import { cookie } from "../provider/protocol/cookie.ts";
import { selfSigned } from "../provider/plugin/certificate.ts";

/** Milliseconds from process start to the handshake line, and to the end of a Node.js that runs nothing; medians compared. */
export interface ProviderStart {
  readonly bareNode: Timing;
  readonly provider: Timing;
  readonly ratio: number;
}

interface Timing {
  readonly least: number;
  readonly median: number;
}

const RUNS = 31;
const built = new URL("../provider/dist/terraform-provider-jeton", import.meta.url).pathname;

/** What Terraform waits for each time it starts the built provider, its launcher and mutual TLS included. */
export async function run(): Promise<ProviderStart> {
  const bare: number[] = [];
  const provider: number[] = [];
  const env = {
    PATH: process.env["PATH"],
    [cookie.name]: cookie.value,
    PLUGIN_CLIENT_CERT: selfSigned(new Date()).certificate,
  };
  // Taking turns, so that whatever else the machine does counts for both.
  for (let round = 0; round < RUNS; round += 1) {
    bare.push(await timeToEnd());
    provider.push(await timeToHandshake(env));
  }
  const [bareNode, started] = [summarize(bare), summarize(provider)];
  return { bareNode, provider: started, ratio: started.median / bareNode.median };
}

async function timeToEnd(): Promise<number> {
  const start = performance.now();
  await once(spawn("node", ["-e", "0"], { stdio: "ignore" }), "exit");
  return performance.now() - start;
}

async function timeToHandshake(env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  const child = spawn(built, { stdio: ["ignore", "pipe", "ignore"], env });
  const exited = once(child, "exit");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const elapsed = performance.now() - start;
  child.kill();
  await exited;
  if (!/^1\|6\|/.test(line)) throw new Error(`The provider began with ${line}`);
  return elapsed;
}

function summarize(milliseconds: readonly number[]): Timing {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return { least: sorted[0] ?? Number.NaN, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN };
}
