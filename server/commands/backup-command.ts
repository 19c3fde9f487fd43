import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import type { ExitCode } from "../cli/exit-codes.ts";
import { readDatabase } from "../config/config.ts";
import { redactTokens } from "../contract/token-text.ts";
import type { BackupEnd, BackupHeader } from "../store/backup-format.ts";
import { writeBackup } from "../store/write-backup.ts";
import { version } from "../version.ts";
import type { Terminal } from "./command-line.ts";
import { countingRows } from "./row-progress.ts";

const BACKUP_USAGE = `Usage: jeton backup [--to FILE|-]

Writes all of the database, as it is at one moment, into a file that only its owner may read, whether or not servers run on it
and write; by default jeton-backup-TIME.jsonl in this folder, with - to the standard output. It holds no salt and no
encryption key: keep these elsewhere, since whoever restores it needs them.

It reads JETON_DATABASE_URL. \`jeton restore FILE\` reads it, on SQLite and PostgreSQL alike.

Examples:
  $ jeton backup --to /backup/jeton.jsonl
  $ jeton backup --to - | gzip > jeton.jsonl.gz
`;

/** 0 when the backup is whole and on the disk, 1 when it could not be made, 2 when called the wrong way. */
export async function backupCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const at = new Date().toISOString();
  const to = targetOf(args, at);
  const database = readDatabase(terminal.env, terminal.readFile);
  if (to === undefined || !("url" in database)) {
    const problems = "problems" in database ? database.problems.map((line) => `jeton: ${line}\n`) : [];
    terminal.err(to === undefined ? BACKUP_USAGE : problems.join(""));
    return 2;
  }
  const backUp = (write: (text: string) => Promise<void>) =>
    writeBackup(database.url, { made: { at, version }, write, onRows: countingRows(terminal.err) });
  try {
    const made =
      to === "-"
        ? await backUp(async (text) => terminal.out(text))
        : await intoFile(path.resolve(to), backUp);
    terminal.err(summary(to === "-" ? "The backup" : to, made));
    return 0;
  } catch (cause) {
    terminal.err(`jeton: no backup was made: ${redactTokens(reasonOf(cause))}\n`);
    return 1;
  }
}

function targetOf(args: readonly string[], at: string): string | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { to: { type: "string" } } });
    return values.to ?? `jeton-backup-${at.replaceAll(/[-:]|\.\d+/g, "")}.jsonl`;
  } catch {
    return undefined;
  }
}

/** Written beside it and renamed: whatever is there stays until the new one is whole, and on the disk. */
async function intoFile<T>(
  file: string,
  work: (write: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const temporary = `${file}.${randomUUID()}.part`;
  const handle = await open(temporary, "wx", 0o600);
  try {
    const result = await work(async (text) => {
      await handle.appendFile(text);
    });
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
    return result;
  } catch (cause) {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw cause;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function summary(
  what: string,
  { rows, audit, salts, encryption_keys: keys }: BackupHeader & BackupEnd,
): string {
  const named = salts.map(({ id, state }) => `${id} (${state})`).join(", ") || "none yet";
  return `${what} holds ${String(rows)} rows, and the audit up to entry ${String(audit.sequence)}.
It holds neither salts nor encryption keys. To restore it you need
  the salts           ${named}
  the encryption key  ${keys.join(", ") || "none yet"}
as the server has them: JETON_TOKEN_SALT, JETON_TOKEN_SALT_PREVIOUS, JETON_ENCRYPTION_KEY, or .env beside an SQLite database.
`;
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message;
}
