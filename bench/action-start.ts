import { fileURLToPath } from "node:url";
import { timeNode } from "./bare-node.ts";
import { type Paired, paired } from "./paired.ts";

const main = fileURLToPath(new URL("../action/dist/main.cjs", import.meta.url));

/** What the Action costs before it does anything: main without its inputs, against a Node.js that runs nothing. */
export async function run(): Promise<Paired> {
  // The files must be named for main to come to its inputs; it writes to none of them.
  const files = { GITHUB_OUTPUT: "/dev/null", GITHUB_ENV: "/dev/null", GITHUB_STATE: "/dev/null" };
  const env = { PATH: process.env["PATH"], ...files };
  return paired(
    () => timeNode([main], env),
    () => timeNode(),
  );
}
