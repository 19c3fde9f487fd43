import { alone, type Alone } from "./alone.ts";
import { readRows } from "./audit-snapshot.ts";
import { type ChainEnd, verifyChain } from "./audit-chain.ts";
import { chainHead } from "./chain-head.ts";
import { createStore } from "./create-store.ts";
import type { StoreOptions } from "./audit-log.ts";
import type { Dialect, Run, SqlValue } from "./dialect.ts";
import type { Engine } from "./engine.ts";
import { appliedOf, applyMigrations, pendingMigrations } from "./migrate.ts";
import { migrations } from "./migrations/all.ts";
import type { Migration } from "./migrations/migration.ts";
import type { Backup } from "./read-backup.ts";
import type { Store } from "../domain/store.ts";

/** Rows in one statement. */
const TOGETHER = 100;

export interface LoadOptions extends StoreOptions {
  readonly migrations?: readonly Migration[];
  readonly onRows?: (rows: number) => void;
}

/**
 * Loads a backup into the database at `url`, brings it up to date and checks its audit; then `finish` does with it what has
 * to be done before anybody else sees it. All of it is one transaction.
 * @throws Error with a message for people; the database is then what it was
 */
export function loadBackup<T>(
  url: string,
  backup: Backup,
  options: LoadOptions & { readonly finish: (store: Store) => Promise<T> },
): Promise<T> {
  const known = options.migrations ?? migrations;
  return alone(url, async (database) => {
    const { run, dialect } = database;
    await demandEmpty(run, dialect);
    const migrateTo = async (some: readonly Migration[]): Promise<void> => {
      const pending = await pendingMigrations(run, dialect, { migrations: some });
      await applyMigrations(run, dialect, { ...pending, now: options.now });
    };
    await migrateTo(known.slice(0, backup.schema));
    await insertAll({ run, dialect }, backup, options.onRows);
    await migrateTo(known);
    await demandAudit(run, dialect);
    const result = await options.finish(storeWithin(database, options));
    await options.journal?.flush();
    return result;
  });
}

/** A store whose every write is a part of the one transaction. */
function storeWithin({ run, ...database }: Alone, options: StoreOptions): Store {
  const engine: Engine = {
    ...database,
    read: run,
    transact: (work) => work(run),
    transactBriefly: (work) => work(run),
    close: () => Promise.resolve(),
  };
  return createStore(engine, options);
}

async function demandEmpty(run: Run, dialect: Dialect): Promise<void> {
  const applied = await appliedOf(run, dialect.types);
  if (applied.length === 0) return;
  throw new Error(
    "the database is not empty: a backup is restored into a new one. Set JETON_DATABASE_URL to one that no server was started on",
  );
}

async function insertAll(
  { run, dialect }: { readonly run: Run; readonly dialect: Dialect },
  { lines }: Backup,
  onRows?: (rows: number) => void,
): Promise<void> {
  let insert: ReturnType<typeof inserter> | undefined;
  let waiting: (readonly SqlValue[])[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await insert?.(waiting);
    rows += waiting.length;
    waiting = [];
    onRows?.(rows);
  };
  for await (const line of lines()) {
    if ("table" in line) {
      await flush();
      // Whatever a migration put there is in the backup, as it was by then.
      await run(dialect.builder.deleteFrom(line.table).compile().sql, []);
      insert = inserter(run, dialect, line);
      continue;
    }
    // Stored values, as the checksum holds them to be.
    waiting.push(line as readonly SqlValue[]);
    if (waiting.length === TOGETHER) await flush();
  }
  await flush();
}

function inserter(
  run: Run,
  dialect: Dialect,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
): (rows: readonly (readonly SqlValue[])[]) => Promise<void> {
  const nothing = Object.fromEntries(columns.map((column) => [column, null as unknown as string]));
  const texts = new Map<number, string>();
  return async (rows) => {
    const build = (): string =>
      dialect.builder
        .insertInto(table)
        .values(rows.map(() => nothing))
        .compile().sql;
    const text = texts.get(rows.length) ?? build();
    texts.set(rows.length, text);
    await run(text, rows.flat());
  };
}

/** That the audit is whole: each entry follows the one before, and the last is the one that the database knows as such. */
async function demandAudit(run: Run, dialect: Dialect): Promise<void> {
  const head: ChainEnd = await chainHead(dialect).read(run);
  let end: ChainEnd | undefined;
  for await (const row of readRows({ run, dialect })) {
    const check = verifyChain([row], end);
    if (check.type === "broken") throw brokenAt(check.sequence);
    ({ end } = check);
  }
  if ((end?.sequence ?? 0) !== head.sequence || (end && end.hash !== head.hash))
    throw brokenAt(head.sequence);
}

function brokenAt(sequence: number): Error {
  return new Error(
    `the backup's audit is not what was written, at entry ${String(sequence)}: it was changed before the backup was made, or in it`,
  );
}
