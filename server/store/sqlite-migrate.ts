import { open, rm } from "node:fs/promises";
import { backup } from "node:sqlite";
import type { DatabaseSync } from "node:sqlite";

import { sqliteDialect } from "./dialect.ts";
import type { Run } from "./dialect.ts";
import { applyMigrations, pendingMigrations } from "./migrate.ts";
import type { MigrateOptions, Pending } from "./migrate.ts";

interface Opened {
  readonly file: string;
  /** On the connection that writes. */
  readonly run: Run;
  /** Another connection to the file, which sees what is committed. */
  readonly openReader: () => DatabaseSync;
}

/**
 * Brings the schema up to date in the transaction that is open: nobody else writes, from the copy until the commit. A
 * database that has data is copied first, to a file beside it. What fails leaves neither a change nor a copy.
 */
export async function migrateSqlite(opened: Opened, options: MigrateOptions): Promise<void> {
  const pending = await pendingMigrations(opened.run, sqliteDialect, options);
  if (pending.migrations.length === 0) {
    return;
  }
  const apply = (): Promise<void> =>
    applyMigrations(opened.run, sqliteDialect, { ...pending, now: options.now });
  if (pending.from === 0) {
    await apply();
    return;
  }
  const copy = copyName(opened.file, pending, options.now());
  await copyTo(copy, opened.openReader);
  options.onStep?.({ from: pending.from, to: options.migrations.length, copy });
  try {
    await apply();
  } catch (error) {
    // A start that fails is tried again and again by whatever runs the server: its copies would fill the disk.
    await rm(copy);
    throw error;
  }
}

/** `jeton.db.schema-1.2030-01-31T08-09-10-123Z`: what it is a copy of, its schema, and when. */
function copyName(file: string, { from }: Pending, at: Date): string {
  return `${file}.schema-${String(from)}.${at.toISOString().replaceAll(/[:.]/g, "-")}`;
}

/** @throws Error that says what to do */
async function copyTo(copy: string, openReader: Opened["openReader"]): Promise<void> {
  const reader = openReader();
  try {
    // Made first, for its owner alone: SQLite would give it the mode of any new file.
    const handle = await open(copy, "wx", 0o600);
    try {
      await backup(reader, copy);
      await handle.sync();
    } catch (cause) {
      await rm(copy, { force: true });
      throw cause;
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new Error(
      `The database could not be copied to ${copy} before its schema goes forward; make room there (as much again as the database has), or make the folder writable`,
      { cause },
    );
  } finally {
    reader.close();
  }
}
