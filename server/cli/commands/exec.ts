import { spawn } from "node:child_process";
import { constants } from "node:os";
import { isatty } from "node:tty";
import { parseDuration } from "../../contract/duration.ts";
import type { Reply } from "../../contract/operations.ts";
import type { Api } from "../api.ts";
import { type CommonFlags, type Define, type Tools, withExamples } from "../command.ts";
import { failure } from "../failure.ts";
import { findId } from "../find.ts";
import { nounNamed } from "../nouns.ts";

interface Flags extends CommonFlags {
  readonly serviceAccount: string;
  readonly ttl: string;
  readonly within?: string;
  readonly readOnly?: boolean;
  readonly env: string;
}

/** `jeton exec --service-account R -- COMMAND`: a token that lives as long as a command. */
export const defineExec: Define = (command, tools) => {
  command
    .argument("<command...>", "The command and its arguments, after `--`.")
    .description(
      "Run a command with a token of its own in JETON_TOKEN, which is revoked as soon as it ends; gives its status. Signals go to the command.",
    )
    .requiredOption("--service-account <name>", "Whose token: its name, a reference or its id.")
    .option("--ttl <duration>", "When it ends at the latest, a day at most.", "15m")
    .option("--within <project>", "Keep it within this project.")
    .option("--read-only", "Let it only read.")
    .option("--env <name>", "The variable to put it in.", "JETON_TOKEN");
  withExamples(
    command,
    "jeton exec --service-account shop/deployer -- terraform apply",
    "jeton exec --service-account shop/ci --ttl 5m --read-only -- jeton get tokens",
  );
  command.action(
    tools.action<Flags>(async (flags, ...words) => {
      if (!parseDuration(flags.ttl)) throw failure("usage", "--ttl must be a duration, for example 15m");
      if (!/^[A-Za-z_]\w*$/.test(flags.env)) throw failure("usage", "--env must be the name of a variable");
      const api = await tools.connect(flags);
      // From here on a signal is the command's, and ends nothing before the token is revoked.
      const signals = signalsFrom(tools.terminal);
      const issued = await mint(api, flags);
      try {
        const env = childEnvironment(tools, { api, flags, secret: issued.secret ?? "" });
        return { status: await run(words, { env, signals, terminal: tools.terminal }) };
      } finally {
        await revoke(api, issued.id, tools);
      }
    }),
  );
};

async function mint(api: Api, flags: Flags): Promise<Reply<"token.create">> {
  return await api.call<Reply<"token.create">>(
    "token.create",
    {
      body: {
        service_account_id: await findId(api, nounNamed("service_account"), { text: flags.serviceAccount }),
        name: `exec-${crypto.randomUUID()}`,
        ephemeral: true,
        max_age: flags.ttl,
        ...(flags.within !== undefined && { within: flags.within }),
        ...(flags.readOnly === true && { mode: "read_only" }),
      },
    },
    { idempotencyKey: crypto.randomUUID() },
  );
}

/** It ends by itself, so that a server that is gone by then is no reason to fail. */
async function revoke(api: Api, id: string, { terminal }: Pick<Tools, "terminal">): Promise<void> {
  const answer = await api.ask("token.revoke", { id });
  if (!("refused" in answer)) return;
  const { refused } = answer as { readonly refused: { readonly detail: string } };
  terminal.err(`jeton: the token ${id} could not be revoked and ends by itself: ${refused.detail}\n`);
}

interface Given {
  readonly api: Api;
  readonly flags: Flags;
  readonly secret: string;
}

/** Of the caller's own credential nothing is left. */
function childEnvironment({ terminal }: Tools, { api, flags, secret }: Given): NodeJS.ProcessEnv {
  const { JETON_TOKEN: _, JETON_TOKEN_FILE: __, ...env } = terminal.env;
  return { ...env, JETON_URL: api.url, [flags.env]: secret };
}

interface Signals {
  /** The first that came, before there was a command to give it to. */
  early?: NodeJS.Signals;
  give?: (signal: NodeJS.Signals) => void;
}

function signalsFrom({ takeSignals }: Pick<Tools["terminal"], "takeSignals">): Signals {
  const signals: Signals = {};
  // A terminal's Ctrl-C reaches the command by itself, and a second one means to stop at once to many.
  const isShared = [0, 1, 2].some((stream) => isatty(stream));
  takeSignals((signal) => {
    if (!signals.give) signals.early ??= signal;
    else if (signal !== "SIGINT" || !isShared) signals.give(signal);
  });
  return signals;
}

interface Running {
  readonly env: NodeJS.ProcessEnv;
  readonly signals: Signals;
  readonly terminal: Tools["terminal"];
}

/** Its status as shells have it: of one that a signal ended, 128 and the signal's number. */
async function run(
  [file = "", ...args]: readonly string[],
  { env, signals, terminal }: Running,
): Promise<number> {
  if (signals.early) return 128 + constants.signals[signals.early];
  const child = spawn(file, args, { env, stdio: "inherit" });
  signals.give = (signal) => void child.kill(signal);
  const { promise, resolve } = Promise.withResolvers<number>();
  child.once("error", (cause: NodeJS.ErrnoException) => {
    terminal.err(`jeton: ${file} cannot be run: ${cause.code ?? "unknown error"}\n`);
    // As POSIX shells have it: 127 for what is not there, 126 for what cannot be run.
    resolve(cause.code === "ENOENT" ? 127 : 126);
  });
  child.once("exit", (code, signal) => {
    resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
  return await promise;
}
