import { readFileSync } from "node:fs";
import { runCommand } from "../../server/commands/command-line.ts";
import type { Environment } from "../../server/config/settings.ts";

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command of `jeton` in this process, on the database of the environment. */
export async function offlineCommand(
  args: readonly string[],
  env: Environment,
  { isInteractive = false, input = "" } = {},
): Promise<Told> {
  let out = "";
  let err = "";
  const code = await runCommand(args, {
    env,
    readFile: (file) => readFileSync(file, "utf8"),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    isInteractive,
    readInput: () => Promise.resolve(input),
    canAsk: false,
    takeSignals: () => undefined,
    interrupted: () => Promise.resolve(),
  });
  return { code, out, err };
}
