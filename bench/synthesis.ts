import { fileURLToPath } from "node:url";
import { timeNode } from "./bare-node.ts";
import { type Paired, paired } from "./paired.ts";

const app = fileURLToPath(new URL("synthesis-app.ts", import.meta.url));

/** A CDKTF app of 1,000 resources, from the start of Node.js to its end. */
export async function run(): Promise<Paired> {
  return paired(
    () => timeNode([app]),
    () => timeNode(),
    5,
  );
}
