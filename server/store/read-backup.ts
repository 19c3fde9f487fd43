import { createHash } from "node:crypto";

import { type BackupEnd, type BackupHeader, type BackupTable, FORMAT, schemaOf } from "./backup-format.ts";
import { linesOf } from "./lines-of.ts";
import { migrations } from "./migrations/all.ts";
import type { Migration } from "./migrations/migration.ts";

/** A line of a backup between its header and its end: a table, or a row of the last one named. */
type BackupLine = BackupTable | readonly unknown[];

export interface Backup {
  readonly header: BackupHeader;
  readonly end: BackupEnd;
  /** How many of the migrations of this version it had had. */
  readonly schema: number;
  readonly lines: () => AsyncIterable<BackupLine>;
}

/**
 * Reads a backup through once, so that one that is cut or was changed is refused before anything is done with it.
 * @throws Error with a message for people
 */
export async function openBackup(file: string, known: readonly Migration[] = migrations): Promise<Backup> {
  const digest = createHash("sha256");
  let header: BackupHeader | undefined;
  let last: string | undefined;
  let rows = 0;
  for await (const line of linesOf(file)) {
    header ??= headerOf(file, line);
    if (last !== undefined) {
      digest.update(`${last}\n`);
      if (last.startsWith("[")) rows += 1;
    }
    last = line;
  }
  if (!header) throw new Error(`${file} is no backup of Jeton: it is empty`);
  const end = endOf(last);
  if (!end) throw new Error(`${file} is cut off: its end is missing, after ${String(rows)} rows`);
  if (end.rows !== rows || end.sha256 !== digest.digest("hex")) {
    throw new Error(`${file} is damaged, or was changed: its checksum is not that of its content`);
  }
  return { header, end, schema: knownSchema(header, known), lines: () => contentOf(file) };
}

/** @throws Error when this version cannot bring it up to date */
function knownSchema({ schema, version }: BackupHeader, known: readonly Migration[]): number {
  const ours = schemaOf(known);
  if (schema.length > ours.length) {
    throw new Error(
      `the backup is of schema ${String(schema.length)}, made by Jeton ${version}; this one knows ` +
        `${String(ours.length)}. Restore it with that version, or a newer one`,
    );
  }
  if (schema.some((checksum, index) => checksum !== ours[index])) {
    throw new Error(
      `the backup was made by another build of Jeton ${version}, whose schema this one does not have; restore it with that`,
    );
  }
  return schema.length;
}

async function* contentOf(file: string): AsyncGenerator<BackupLine> {
  let isFirst = true;
  for await (const line of linesOf(file)) {
    const isHeader = isFirst;
    isFirst = false;
    if (isHeader) continue;
    const value = JSON.parse(line) as BackupLine | BackupEnd;
    // What the whole file's checksum was over is what was written: the cast states it.
    if (!("sha256" in value)) yield value;
  }
}

function headerOf(file: string, line: string): BackupHeader {
  const value = parsed(line) as Partial<BackupHeader> | undefined;
  if (value?.jeton_backup === undefined) throw new Error(`${file} is no backup of Jeton`);
  if (value.jeton_backup !== FORMAT) {
    throw new Error(
      `${file} was made by a newer version of Jeton (${String(value.version)}); restore it with that`,
    );
  }
  return value as BackupHeader;
}

function endOf(line: string | undefined): BackupEnd | undefined {
  const value = line === undefined ? undefined : (parsed(line) as Partial<BackupEnd> | undefined);
  return typeof value?.sha256 === "string" && typeof value.rows === "number"
    ? (value as BackupEnd)
    : undefined;
}

function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
