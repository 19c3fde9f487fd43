import type { ExitCode } from "../cli/exit-codes.ts";
import type { Terminal as ClientTerminal } from "../cli/terminal.ts";
import type { Config, ReadConfig } from "../config/config.ts";
import type { ReadFile } from "../config/settings.ts";
import { version } from "../version.ts";

/** What a command sees of the process it runs in. */
export interface Terminal extends ClientTerminal {
  readonly readFile: ReadFile;
}

interface Command {
  readonly summary: string;
  /** Whether it looks at its arguments itself; absent, it takes none. */
  readonly takesArguments?: true;
  /** The first arguments that are its own, where the client has a command of the same name. */
  readonly only?: readonly string[];
  readonly run: (terminal: Terminal, args: readonly string[]) => Promise<ExitCode> | ExitCode;
}

/** What runs beside a database, without a server to ask; all else is the client's. */
const commands: Readonly<Record<string, Command>> = {
  serve: {
    summary: "Run the server: `jeton serve [--workers N]`; JETON_* environment variables configure it.",
    takesArguments: true,
    run: async (terminal, args) => {
      const { serveCommand } = await import("./serve-command.ts");
      return serveCommand(args, terminal);
    },
  },
  salt: {
    summary: "Look after the salt of the token hashes: status, rotate, retire, replace.",
    takesArguments: true,
    run: saltCommand,
  },
  keys: {
    summary: "Look after the keys that JWTs are signed with: status, rotate.",
    takesArguments: true,
    run: keysCommand,
  },
  admin: {
    summary: "Get back in when no administrator can: `jeton admin recover`.",
    takesArguments: true,
    run: adminCommand,
  },
  backup: {
    summary: "Back the database up while servers run on it: `jeton backup --to FILE`.",
    takesArguments: true,
    run: async (terminal, args) => {
      const { backupCommand } = await import("./backup-command.ts");
      return backupCommand(args, terminal);
    },
  },
  restore: {
    summary: "Restore a backup, so that nothing revoked since comes back unseen.",
    takesArguments: true,
    run: restoreCommand,
  },
  generate: {
    summary: "Make what a first start is given: bootstrap-token, token-salt, encryption-key.",
    takesArguments: true,
    run: generateCommand,
  },
  audit: {
    summary: "Check the audit without a server: `jeton audit verify`.",
    takesArguments: true,
    only: ["verify", "public-key"],
    run: async (terminal, args) => {
      const { auditCommand } = await import("./audit-command.ts");
      return auditCommand(args, terminal);
    },
  },
  version: {
    summary: "Print the version.",
    run: ({ out }) => {
      out(`jeton ${version}\n`);
      return 0;
    },
  },
};

const aliases: Readonly<Record<string, string>> = { "--version": "version", "-V": "version" };

/** Runs the command that the arguments name. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [given = "", ...rest] = args;
  const name = aliases[given] ?? given;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || isClients(command, rest)) return await clientCommand(args, terminal);
  if (rest.length > 0 && !command.takesArguments) {
    terminal.err(`jeton: \`${name}\` takes no arguments, but was given \`${rest.join(" ")}\`\n`);
    return 2;
  }
  return command.run(terminal, rest);
}

function isClients({ only, takesArguments }: Command, [first = ""]: readonly string[]): boolean {
  if (only !== undefined) return !only.includes(first);
  return takesArguments !== true && (first === "--help" || first === "-h");
}

async function clientCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { runClient } = await import("../cli/program.ts");
  const others = Object.entries(commands).map(
    ([name, { summary }]) => [name, { group: "Server", summary }] as const,
  );
  return await runClient(args, terminal, { version, others: Object.fromEntries(others) });
}

/** The configuration, or nothing once it was said what is wrong with it. */
export async function configOf({
  env,
  readFile,
  err,
}: Terminal): Promise<Extract<ReadConfig, { type: "ok" }> | undefined> {
  const { readConfig } = await import("../config/config.ts");
  const read = readConfig(env, readFile);
  if (read.type === "ok") return read;
  err(`jeton: the environment is not right:\n${read.problems.map((line) => `  ${line}\n`).join("")}`);
  return undefined;
}

async function generateCommand(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const { generate, GENERATE_USAGE } = await import("./generate-command.ts");
  if (generate(args, terminal)) return 0;
  terminal.err(GENERATE_USAGE);
  return 2;
}

async function saltCommand(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const { parseSaltRequest, runSaltRequest, SALT_USAGE } = await import("./salt-command.ts");
  return runOffline(terminal, { request: parseSaltRequest(args), usage: SALT_USAGE, run: runSaltRequest });
}

async function keysCommand(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const { KEYS_USAGE, parseKeysRequest, runKeysRequest } = await import("./keys-command.ts");
  return runOffline(terminal, { request: parseKeysRequest(args), usage: KEYS_USAGE, run: runKeysRequest });
}

async function adminCommand(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const { ADMIN_USAGE, parseRecovery, runRecovery } = await import("./admin-command.ts");
  return runOffline(terminal, { request: parseRecovery(args), usage: ADMIN_USAGE, run: runRecovery });
}

async function restoreCommand(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const { parseRestore, RESTORE_USAGE, runRestore } = await import("./restore-command.ts");
  return runOffline(terminal, { request: parseRestore(args), usage: RESTORE_USAGE, run: runRestore });
}

interface Offline<R> {
  /** Undefined where the arguments make none. */
  readonly request: R | undefined;
  readonly usage: string;
  readonly run: (request: R, task: Terminal & { readonly config: Config }) => Promise<void>;
}

/** Changes the database that a server has, whether or not one runs on it. */
async function runOffline<R>(
  terminal: Terminal,
  { request, usage: called, run }: Offline<R>,
): Promise<ExitCode> {
  if (!request) {
    terminal.err(called);
    return 2;
  }
  const read = await configOf(terminal);
  if (!read) return 2;
  const { config } = read;
  try {
    await run(request, { ...terminal, config });
    return 0;
  } catch (cause) {
    const { startProblem } = await import("./start-problem.ts");
    terminal.err(`jeton: ${startProblem(cause, config)}\n`);
    return 1;
  }
}
