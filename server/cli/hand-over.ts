import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import type { Command } from "commander";
import type { CommonFlags } from "./command.ts";
import { failure } from "./failure.ts";
import { type Format, isData, type Item, printData } from "./output.ts";
import type { Terminal } from "./terminal.ts";

/** How a secret that is shown once is handed over. */
export interface HandOverFlags extends CommonFlags {
  readonly outputFile?: string;
  readonly envFile?: string;
}

export function withHandOver(command: Command, title: string): Command {
  return command
    .option("-q, --quiet", `Print the ${title}'s secret and nothing else, for a pipe.`)
    .option(
      "--output-file <file>",
      "Write the secret into this new file, which only you may read, and print it nowhere.",
    )
    .option("--env-file <file>", "The same as lines of environment variables: JETON_URL and JETON_TOKEN.");
}

interface Making {
  readonly terminal: Terminal;
  readonly flags: HandOverFlags;
  readonly format: Format;
  readonly url: string;
  /** `Token`, `Webhook`; and what was done: `created`. */
  readonly title: string;
  readonly done: string;
  /** What the secret is called: `token` or `secret`. */
  readonly word: string;
}

/**
 * Makes something that has a secret, and hands that over. The file is there before the secret is, so that none is lost; it is
 * gone where nothing was made.
 */
export async function handOver(making: Making, make: () => Promise<Item>): Promise<void> {
  const { flags, format } = making;
  const file = flags.outputFile ?? flags.envFile;
  if (flags.outputFile !== undefined && flags.envFile !== undefined) {
    throw failure("usage", "--output-file and --env-file exclude each other");
  }
  if (format === "name" && file === undefined && flags.quiet !== true) {
    throw failure("usage", "-o name would lose the secret", "add --output-file, or use -o json or --quiet");
  }
  const open = file === undefined ? undefined : { file, descriptor: opened(file) };
  let item: Item;
  try {
    item = await make();
  } catch (cause) {
    if (open) {
      closeSync(open.descriptor);
      rmSync(open.file, { force: true });
    }
    throw cause;
  }
  if (open) {
    const secret = secretOf(item);
    const isVariables = flags.envFile !== undefined;
    writeSync(
      open.descriptor,
      isVariables ? `JETON_URL=${making.url}\nJETON_TOKEN=${secret}\n` : `${secret}\n`,
    );
    closeSync(open.descriptor);
  }
  await tell(making, item, file);
}

/** A new file for its owner alone: what lies there already, a link perhaps, is not followed or written over. */
function opened(file: string): number {
  try {
    return openSync(file, "wx", 0o600);
  } catch (cause) {
    const { code = "unknown error" } = cause as NodeJS.ErrnoException;
    throw failure(
      "usage",
      code === "EEXIST" ? `${file} is there already` : `${file} cannot be written: ${code}`,
      "name a new file",
    );
  }
}

function secretOf(item: Item): string {
  const secret = item["secret"] ?? item["sealed_secret"];
  return typeof secret === "string" ? secret : "";
}

async function tell(
  { terminal, flags, format, title, done, word }: Making,
  item: Item,
  file: string | undefined,
): Promise<void> {
  const { secret, sealed_secret: sealed, ...shown } = item;
  if (flags.quiet === true) {
    if (file === undefined) terminal.out(`${secretOf(item)}\n`);
    return;
  }
  if (isData(format)) {
    await printData(terminal, format, file === undefined ? item : shown);
    return;
  }
  if (format === "name") {
    terminal.out(`${String(item["id"])}\n`);
    return;
  }
  const lines = [`${title} ${done} successfully!`, ""];
  const label = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  if (file !== undefined) lines.push(`The ${word} is in ${file}, which only you may read.`, "");
  else if (typeof secret === "string") {
    lines.push(
      `IMPORTANT: Save this ${word} securely. It will not be shown again.`,
      "",
      `${label}: ${secret}`,
      "",
    );
  } else if (typeof sealed === "string") lines.push(`Sealed ${word}: ${sealed}`, "");
  const rotation = item["rotation_id"];
  if (typeof rotation === "string")
    lines.push(`Rotation: ${rotation} (taken back by \`jeton rollback token\`)`, "");
  terminal.out(lines.join("\n"));
}
