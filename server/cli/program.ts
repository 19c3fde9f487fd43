import { type Argument, Command, CommanderError } from "commander";
import { redactTokens } from "../contract/token-text.ts";
import { createTools, type Ending, type Entry, type Tools } from "./command.ts";
import { commands } from "./commands/all.ts";
import { type Exit, exits } from "./exit-codes.ts";
import { isFailure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

/** What is in the help and runs elsewhere. */
type Others = Readonly<Record<string, Pick<Entry, "group" | "summary">>>;

interface Run {
  readonly version: string;
  readonly others: Others;
}

/** Runs a client command, or prints the help that is asked for; gives the status to end with. */
export async function runClient(
  args: readonly string[],
  terminal: Terminal,
  { version, others }: Run,
): Promise<number> {
  const interruption = new AbortController();
  void terminal.interrupted().then(() => {
    interruption.abort();
  });
  let ending = "ok" as Ending;
  const tools = createTools({
    terminal,
    version,
    words: args,
    signal: interruption.signal,
    end: (one) => void (ending = one),
  });
  try {
    const program = await createProgram(args, tools, others);
    await program.parseAsync(args, { from: "user" });
  } catch (cause) {
    ending = told(cause, terminal);
  }
  return typeof ending === "string" ? exits[ending].code : ending.status;
}

/** Says what went wrong, and gives what to end with. */
function told(cause: unknown, { err }: Terminal): Exit {
  // commander has said it already; help that was asked for has the code 0.
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? "ok" : "usage";
  if (!isFailure(cause)) {
    const message = cause instanceof Error ? cause.message : String(cause);
    err(`jeton: ${redactTokens(message)}\n`);
    return "error";
  }
  if (cause.exit === "interrupted") return "interrupted";
  err(`jeton: ${cause.message}\n${cause.remedy === undefined ? "" : `  ${redactTokens(cause.remedy)}\n`}`);
  return cause.exit;
}

/** The commands, of which only the one that the arguments name is loaded; of the others the help has a line. */
export async function createProgram(
  args: readonly string[],
  tools: Tools,
  others: Others = {},
): Promise<Command> {
  const { terminal } = tools;
  const program = new Command("jeton")
    .description("API tokens for machines: the server, and its client.")
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (text, write) => {
        write(text.replace(/^error: /, "jeton: "));
      },
    })
    .configureHelp({
      showGlobalOptions: true,
      subcommandTerm: (command) =>
        [command.name(), ...command.registeredArguments.map(argumentTerm)].join(" "),
    })
    .showHelpAfterError("  see `jeton COMMAND --help`")
    .helpCommand("help [command]", "Print this, or how to use a command.");
  addCommonFlags(program);
  for (const [name, { group, summary, hidden = false, load }] of Object.entries(commands)) {
    const command = program
      .command(name, { hidden })
      .summary(summary)
      .description(summary)
      .helpGroup(`${group}:`);
    // An argument that only looks like a command loads one in vain.
    if (args.includes(name)) (await load())(command, tools);
  }
  for (const [name, { group, summary }] of Object.entries(others)) {
    if (Object.hasOwn(commands, name)) continue;
    program.command(name).summary(summary).description(summary).helpGroup(`${group}:`);
  }
  return program;
}

function argumentTerm(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? "..." : "");
  return argument.required ? `<${name}>` : `[${name}]`;
}

function addCommonFlags(program: Command): void {
  program
    .option(
      "--context <name>",
      "The context to use; by default the current one (`jeton config use-context`).",
    )
    .option("--url <url>", "The server; by default JETON_URL, or the context's.")
    .option(
      "--token-file <file>",
      "A file that holds the token; by default JETON_TOKEN, JETON_TOKEN_FILE, or the context's.",
    )
    .option("--token-stdin", "Read the token from the standard input.")
    .option("--timeout <duration>", "How long to wait for each answer, for example 10s; 30 s by default.")
    .option("--no-color", "No colours; nor are there any where NO_COLOR is set, or off a terminal.");
}
