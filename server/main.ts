#!/usr/bin/env node
import { readFileSync } from "node:fs";
import module from "node:module";
import path from "node:path";
import { inspect } from "node:util";
import { nodeVersionProblem } from "./node-version.ts";

/** The binary: it alone reads the arguments and the environment. Everything else is loaded once this Node.js will do. */
const problem = nodeVersionProblem(process.version);
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

// From source, stripping types and compiling takes longer than all the rest of a start: what came of it is kept where
// the installed packages are, with whom it shares its owner. The bundle needs none.
if (import.meta.filename.endsWith(".ts")) {
  module.enableCompileCache(path.join(import.meta.dirname, "../node_modules/.cache/jeton"));
}

/** What is told of signals instead of ending by them. */
let takes: ((signal: NodeJS.Signals) => void) | undefined;

/** The first SIGINT or SIGTERM asks for an orderly end, the next one ends at once. */
async function interrupted(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let isAsked = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (takes) {
      takes(signal);
      return;
    }
    if (isAsked) process.exit(130);
    isAsked = true;
    resolve(undefined);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  await promise;
}

// Whoever reads the log may go away; the server stays.
process.stdout.on("error", () => undefined);

const [{ runCommand }, { redactTokens }] = await Promise.all([
  import("./commands/command-line.ts"),
  import("./contract/token-text.ts"),
]);

process.on("uncaughtException", (cause) => {
  process.stderr.write(`${redactTokens(inspect(cause))}\n`);
  process.exit(1);
});

process.exit(
  await runCommand(process.argv.slice(2), {
    env: process.env,
    readFile: (file) => readFileSync(file, "utf8"),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    readInput: async () => {
      const { text } = await import("node:stream/consumers");
      return await text(process.stdin);
    },
    isInteractive: process.stdout.isTTY,
    canAsk: process.stdin.isTTY && process.stderr.isTTY,
    takeSignals: (take) => {
      takes = take;
      process.on("SIGHUP", take).on("SIGQUIT", take);
    },
    interrupted,
  }),
);
