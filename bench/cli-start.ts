import { fileURLToPath } from "node:url";
import { startServer } from "../test/support/server.ts";
import { timeNode } from "./bare-node.ts";
import { type Paired, paired } from "./paired.ts";

const bundle = fileURLToPath(new URL("../server/dist/jeton.mjs", import.meta.url));

/** What everybody waits for who asks the built `jeton` which it is. */
export function runVersion(): Promise<Paired> {
  return paired(
    () => timeNode([bundle, "--version"]),
    () => timeNode(),
  );
}

/** The same for a list from a server, its answers included. */
export async function runGet(): Promise<Paired> {
  await using server = await startServer({ JETON_LOG_LEVEL: "error" });
  const env = {
    PATH: process.env["PATH"],
    HOME: server.folder,
    JETON_URL: server.url,
    JETON_TOKEN: server.token,
  };
  return await paired(
    () => timeNode([bundle, "get", "tokens"], env),
    () => timeNode(),
  );
}
