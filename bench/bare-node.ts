import { spawn } from "node:child_process";
import { once } from "node:events";

/** Milliseconds from the start of a Node.js process to its end; by default of one that runs nothing. */
export async function timeNode(
  args: readonly string[] = ["-e", "0"],
  env: NodeJS.ProcessEnv = { PATH: process.env["PATH"] },
): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, args, { stdio: "ignore", env }), "exit");
  return performance.now() - start;
}
