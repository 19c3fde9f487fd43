import { parseArgs } from "node:util";
import type { Logger } from "pino";
import type { ExitCode } from "../cli/exit-codes.ts";
import type { Config } from "../config/config.ts";
import { createLogger } from "../http/logger.ts";
import { version } from "../version.ts";
import type { Colleague } from "../workers/worker.ts";
import { configOf, type Terminal } from "./command-line.ts";
import { gathered } from "./gathered-output.ts";
import { startProblem } from "./start-problem.ts";

const SERVE_USAGE = `Usage: jeton serve [--workers N]

Runs the server, as JETON_* environment variables configure it. With --workers (or JETON_WORKERS) as many processes serve on
one port, one for each core at most: a revoke is acknowledged once all of them know of it.

Examples:
  $ jeton serve
  $ jeton serve --workers 4
`;

interface Serving {
  readonly config: Config;
  readonly terminal: Terminal;
  readonly logger: Logger;
}

/** 0 after an orderly end, 1 when it could not start or go on, 2 when called or configured the wrong way. */
export async function serveCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const flags = flagsOf(args);
  if (!flags || flags.help) {
    (flags ? terminal.out : terminal.err)(SERVE_USAGE);
    return flags ? 0 : 2;
  }
  const { workers } = flags;
  const env = workers === undefined ? terminal.env : { ...terminal.env, JETON_WORKERS: workers };
  const read = await configOf({ ...terminal, env });
  if (!read) return 2;
  const { config, warnings } = read;
  const logger = createLogger(config.logLevel, { write: gathered(terminal.out) });
  const serving = { config, terminal, logger };
  try {
    const colleague = config.workers > 1 ? await colleagueOf() : undefined;
    if (colleague) return await serveAmong(colleague, serving);
    for (const warning of warnings) logger.warn(warning);
    return await (config.workers > 1 ? serveByWorkers(serving) : serveAlone(serving));
  } catch (cause) {
    terminal.err(`jeton: ${startProblem(cause, config)}\n`);
    return 1;
  }
}

interface Flags {
  readonly workers?: string | undefined;
  readonly help?: boolean | undefined;
}

function flagsOf(args: readonly string[]): Flags | undefined {
  try {
    const options = { workers: { type: "string" }, help: { type: "boolean", short: "h" } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}

async function serveAlone({ config, terminal, logger }: Serving): Promise<ExitCode> {
  const { serve } = await import("./serve.ts");
  const { url, close } = await serve({ config, logger, show: showOf(terminal) });
  logger.info({ url, version }, `Jeton listens on ${url}`);
  await terminal.interrupted();
  logger.info("Jeton is shutting down");
  await close();
  return 0;
}

const showOf = ({ isInteractive, out }: Terminal): ((text: string) => void) | undefined =>
  isInteractive ? out : undefined;

/** The process that starts the others: it serves nothing and opens no database. */
async function serveByWorkers({ config, terminal, logger }: Serving): Promise<ExitCode> {
  const { startWorkers } = await import("../workers/primary.ts");
  const { url, failed, close } = await startWorkers(config.workers, { listen: config.listen, logger });
  logger.info({ url, version, workers: config.workers }, `Jeton listens on ${url}`);
  const why = await Promise.race([terminal.interrupted(), failed]);
  if (typeof why === "string") logger.fatal(`Jeton ends: ${why}`);
  else logger.info("Jeton is shutting down");
  await close();
  if (typeof why === "string") terminal.err(`jeton: ${why}\n`);
  return typeof why === "string" ? 1 : 0;
}

async function serveAmong(colleague: Colleague, { config, terminal, logger }: Serving): Promise<ExitCode> {
  const { serve } = await import("./serve.ts");
  const { number: worker, isFirst, listens, stopped } = colleague;
  const { url, close } = await serve({
    config,
    logger: logger.child({ worker }),
    colleague,
    show: isFirst ? showOf(terminal) : undefined,
  });
  listens(url);
  // A terminal interrupts all of them.
  await Promise.race([terminal.interrupted(), stopped]);
  await close();
  return 0;
}

/** What this process is to others of the same server; undefined for the one that starts them. */
async function colleagueOf(): Promise<Colleague | undefined> {
  const [{ default: cluster }, { joinColleagues }] = await Promise.all([
    import("node:cluster"),
    import("../workers/worker.ts"),
  ]);
  if (!cluster.isWorker) return undefined;
  return joinColleagues({
    send: (message) => void cluster.worker?.send(message),
    onMessage: (listener) => void process.on("message", listener),
  });
}
