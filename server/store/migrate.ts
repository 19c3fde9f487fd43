import { hash } from "node:crypto";

import type { Dialect, Run } from "./dialect.ts";
import type { Migration } from "./migrations/migration.ts";

export interface MigrateOptions {
  readonly migrations: readonly Migration[];
  readonly now: () => Date;
}

interface Applied {
  readonly number: number;
  readonly checksum: string;
}

/** Text of ours, so it needs no parameters, which differ between the databases. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function checksumOf(migration: Migration, dialect: Dialect): string {
  return hash("sha256", migration.statements(dialect.types).join(";\n"), "hex");
}

async function appliedOf(
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
 * Applies the next migration that the database lacks, in the transaction that `run` belongs to, which keeps others from
 * doing the same. Resolves to whether there was one.
 */
export async function migrateOnce(run: Run, dialect: Dialect, options: MigrateOptions): Promise<boolean> {
  const applied = await appliedOf(run, dialect.types);
  refuseOthers(applied, { dialect, migrations: options.migrations });
  const next = options.migrations[applied.length];
  if (next === undefined) {
    return false;
  }
  for (const statement of next.statements(dialect.types)) {
    await run(statement, []);
  }
  const values = [next.name, checksumOf(next, dialect), options.now().toISOString()].map(quoted);
  await run(
    `insert into migrations (number, name, checksum, applied_at) values (${String(applied.length + 1)}, ${values.join(", ")})`,
    [],
  );
  return true;
}
