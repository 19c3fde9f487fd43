import { spawnServer } from "../test/support/spawned-server.ts";
import { timeNode } from "./bare-node.ts";
import { type Paired, paired } from "./paired.ts";

/** From the start of the process, on a new SQLite database with its migrations, to the line that says it listens. */
export async function run(): Promise<Paired> {
  return paired(
    async () => {
      await using server = await spawnServer();
      return server.readyAfter;
    },
    () => timeNode(),
    11,
  );
}
