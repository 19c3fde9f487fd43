import { fileURLToPath } from "node:url";
import { spawnServer } from "../test/support/spawned-server.ts";
import { timeNode } from "./bare-node.ts";
import { type Paired, paired } from "./paired.ts";

const bundle = fileURLToPath(new URL("../server/dist/jeton.mjs", import.meta.url));

/** What is distributed: one file, built. */
export function runBundle(): Promise<Paired> {
  return run(bundle);
}

/**
 * From the start of the process, on a new SQLite database with its migrations and keys, to the line that says it listens.
 * @param program the binary; by default the source, as `npm start` runs it
 */
export async function run(program?: string): Promise<Paired> {
  return paired(
    async () => {
      await using server = await spawnServer(program === undefined ? {} : { program });
      return server.readyAfter;
    },
    () => timeNode(),
    11,
  );
}
