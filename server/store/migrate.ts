import { hash } from "node:crypto";

import type { Dialect, Run } from "./dialect.ts";
import type { Migration } from "./migrations/migration.ts";

/** That the schema of a database that had one goes forward. */
export interface SchemaStep {
  readonly from: number;
  readonly to: number;
  /** The file with the database as it was before, where there is one. */
  readonly copy?: string;
}

export interface MigrateOptions {
  readonly migrations: readonly Migration[];
  readonly now: () => Date;
  /** Told before anything is changed. */
  readonly onStep?: ((step: SchemaStep) => void) | undefined;
}

/** What a database lacks. */
export interface Pending {
  /** The schema it is at; 0 is an empty database. */
  readonly from: number;
  readonly migrations: readonly Migration[];
}

interface Applied {
  readonly number: number;
  readonly checksum: string;
}

/** Text of ours, so it needs no parameters, which differ between the databases. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Of what it does, in one database's words. */
export function checksumOf(migration: Migration, dialect: Dialect): string {
  return hash("sha256", migration.statements(dialect.types).join(";\n"), "hex");
}

/** The migrations that the database has had, in order; makes the table for them where it is missing. */
export async function appliedOf(
  run: Run,
  { text, integer, options }: Dialect["types"],
): Promise<readonly Applied[]> {
  await run(
    `create table if not exists migrations (
  number ${integer} primary key,
  name ${text} not null,
  checksum ${text} not null,
  applied_at ${text} not null
)${options}`,
    [],
  );
  const { rows } = await run("select number, checksum from migrations order by number", []);
  return rows.map((row) => ({ number: Number(row["number"]), checksum: String(row["checksum"]) }));
}

function refuseOthers(
  applied: readonly Applied[],
  known: { dialect: Dialect; migrations: readonly Migration[] },
): void {
  const newest = applied.at(-1)?.number ?? 0;
  if (newest > known.migrations.length) {
    throw new Error(
      `The database is at schema ${String(newest)}, made by a newer version of Jeton; this one knows ` +
        `${String(known.migrations.length)}. Start the newer version: a schema never goes back.`,
    );
  }
  for (const [index, { number, checksum }] of applied.entries()) {
    const migration = known.migrations[index];
    if (migration === undefined || number !== index + 1) {
      throw new Error(`The database lacks migration ${String(index + 1)}, yet has later ones.`);
    }
    if (checksum !== checksumOf(migration, known.dialect)) {
      throw new Error(
        `Migration ${String(number)} (${migration.name}) of the database is not the one this version of Jeton has: ` +
          `one of the two was changed.`,
      );
    }
  }
}

/**
 * What the database lacks, as the transaction sees it that `run` belongs to.
 * @throws Error when its schema is newer than this version knows, or another
 */
export async function pendingMigrations(
  run: Run,
  dialect: Dialect,
  { migrations }: Pick<MigrateOptions, "migrations">,
): Promise<Pending> {
  const applied = await appliedOf(run, dialect.types);
  refuseOthers(applied, { dialect, migrations });
  return { from: applied.length, migrations: migrations.slice(applied.length) };
}

/** Applies them, in the transaction that `run` belongs to, which keeps others from doing the same: all or none. */
export async function applyMigrations(
  run: Run,
  dialect: Dialect,
  { from, migrations, now }: Pending & Pick<MigrateOptions, "now">,
): Promise<void> {
  for (const [index, migration] of migrations.entries()) {
    for (const statement of migration.statements(dialect.types)) {
      await run(statement, []);
    }
    const values = [migration.name, checksumOf(migration, dialect), now().toISOString()].map(quoted);
    const number = String(from + index + 1);
    await run(
      `insert into migrations (number, name, checksum, applied_at) values (${number}, ${values.join(", ")})`,
      [],
    );
  }
}
