import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Milliseconds from process start to end; `ratio` compares the medians. */
export interface ActionStart {
  readonly bareNode: Timing;
  readonly action: Timing;
  readonly ratio: number;
}

interface Timing {
  readonly least: number;
  readonly median: number;
}

const RUNS = 31;
const main = fileURLToPath(new URL("../action/dist/main.cjs", import.meta.url));

/** What the Action costs before it does anything: main without its inputs, against a Node.js that runs nothing. */
export async function run(): Promise<ActionStart> {
  const bare: number[] = [];
  const action: number[] = [];
  // Taking turns, so that whatever else the machine does counts for both.
  for (let round = 0; round < RUNS; round += 1) {
    bare.push(await time(["-e", "0"]));
    action.push(await time([main]));
  }
  const [bareNode, started] = [summarize(bare), summarize(action)];
  return { bareNode, action: started, ratio: started.median / bareNode.median };
}

async function time(args: readonly string[]): Promise<number> {
  const start = performance.now();
  // The files must be named for main to come to its inputs; it writes to none of them.
  const files = { GITHUB_OUTPUT: "/dev/null", GITHUB_ENV: "/dev/null", GITHUB_STATE: "/dev/null" };
  const child = spawn(process.execPath, args, {
    stdio: "ignore",
    env: { PATH: process.env["PATH"], ...files },
  });
  await once(child, "exit");
  return performance.now() - start;
}

function summarize(milliseconds: readonly number[]): Timing {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return { least: sorted[0] ?? Number.NaN, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN };
}
