import { createHash } from "node:crypto";
import { sql } from "kysely";

import { backedUp, type BackupEnd, type BackupHeader, FORMAT, schemaOf } from "./backup-format.ts";
import { chainHead } from "./chain-head.ts";
import type { Run } from "./dialect.ts";
import { migrations } from "./migrations/all.ts";
import { openSnapshot } from "./open-snapshot.ts";
import type { SnapshotEngine } from "./snapshot-engine.ts";

/** Rows that are in memory at a time. */
const PAGE = 500;

export interface BackupWriter {
  readonly made: { readonly at: string; readonly version: string };
  /** Takes a piece of it before the next one is read. */
  readonly write: (text: string) => Promise<void>;
  readonly onRows?: (rows: number) => void;
}

/**
 * Writes all of the database at `url` as it is at one moment, whatever is written to it meanwhile.
 * @throws Error when its schema is not this version's
 */
export async function writeBackup(
  url: string,
  { made, write, onRows }: BackupWriter,
): Promise<BackupHeader & BackupEnd> {
  const engine = await openSnapshot(url);
  try {
    const digest = createHash("sha256");
    const put = async (text: string): Promise<void> => {
      digest.update(text);
      await write(text);
    };
    const header = await headerOf(engine, made);
    await put(`${JSON.stringify(header)}\n`);
    let rows = 0;
    for (const table of backedUp) {
      await put(`${JSON.stringify({ table: table.name, columns: table.columns })}\n`);
      for await (const page of pagesOf(engine, table)) {
        await put(page.map((row) => `${JSON.stringify(row)}\n`).join(""));
        rows += page.length;
        onRows?.(rows);
      }
    }
    const end: BackupEnd = { rows, sha256: digest.digest("hex") };
    await write(`${JSON.stringify(end)}\n`);
    return { ...header, ...end };
  } finally {
    await engine.close();
  }
}

async function headerOf(
  { run, dialect }: SnapshotEngine,
  { at, version }: BackupWriter["made"],
): Promise<BackupHeader> {
  await demandSchema(run);
  const { sequence, hash } = await chainHead(dialect).read(run);
  const { rows: salts } = await run("select id, state from salts where state <> 'retired' order by id", []);
  const { rows: keys } = await run("select id from encryption_keys order by id", []);
  return {
    jeton_backup: FORMAT,
    made_at: at,
    version,
    schema: schemaOf(migrations),
    audit: { sequence, hash },
    salts: salts.map(({ id, state }) => ({ id: String(id), state: String(state) })),
    encryption_keys: keys.map(({ id }) => String(id)),
  };
}

async function demandSchema(run: Run): Promise<void> {
  const { rows } = await run("select number from migrations order by number desc limit 1", []);
  const schema = Number(rows[0]?.["number"] ?? 0);
  if (schema === migrations.length) return;
  throw new Error(
    `the database is at schema ${String(schema)} and this version of Jeton has ${String(migrations.length)}; ` +
      "back it up with the version that runs on it",
  );
}

async function* pagesOf(
  { run, dialect }: SnapshotEngine,
  { name, columns, order }: (typeof backedUp)[number],
): AsyncGenerator<readonly (readonly unknown[])[]> {
  const statement = (isFirst: boolean): string => {
    let query = dialect.builder.selectFrom(name).select([...columns]);
    if (!isFirst) {
      const key = sql.join(order.map((column) => sql.ref(column)));
      query = query.where(sql<boolean>`(${key}) > (${sql.join(order.map(() => sql`${null}`))})`);
    }
    for (const column of order) query = query.orderBy(column);
    return query.limit(PAGE).compile().sql;
  };
  let after: readonly string[] | undefined;
  do {
    const { rows } = await run(statement(after === undefined), [...(after ?? []), PAGE]);
    yield rows.map((row) => columns.map((column) => row[column]));
    const last = rows.length === PAGE ? rows.at(-1) : undefined;
    after = last && order.map((column) => String(last[column]));
  } while (after !== undefined);
}
