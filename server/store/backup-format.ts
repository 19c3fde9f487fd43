import { sqliteDialect } from "./dialect.ts";
import { checksumOf } from "./migrate.ts";
import type { Migration } from "./migrations/migration.ts";
import { isGuarded, NEEDS } from "./restrictions.ts";
import { tables } from "./tables.ts";

/**
 * A backup is lines of JSON: a header; for each table an object that names it and its columns, then a list of stored values
 * for each row; and at the end how many rows there were and the SHA-256 of every byte before that line. What is stored is
 * alike in both databases, so a backup of either is one of the other.
 */
export const FORMAT = 1;

/** What a table's rows are read in the order of: columns that are unique together. */
interface BackedUp {
  readonly name: string;
  readonly columns: readonly string[];
  readonly order: readonly string[];
}

const withoutKinds: readonly BackedUp[] = [
  { name: "chain_head", columns: ["id", "sequence", "hash", "epoch"], order: ["id"] },
  { name: "day_counts", columns: ["day", "project_id", "uses", "denials"], order: ["day", "project_id"] },
];

/** Every table but that of the migrations. */
export const backedUp: readonly BackedUp[] = [
  ...withoutKinds,
  ...Object.entries(tables).map(([name, columns]) => ({
    name,
    columns: [...Object.keys(columns), ...(isGuarded(name) ? [NEEDS] : [])],
    order: ["id"],
  })),
];

export interface BackupHeader {
  readonly jeton_backup: number;
  readonly made_at: string;
  /** Of Jeton. */
  readonly version: string;
  /** Checksums of the migrations that the database has had, in one database's words. */
  readonly schema: readonly string[];
  /** Where the audit ends. */
  readonly audit: { readonly sequence: number; readonly hash: string };
  /** The salts that hashes in it need, and the keys that it is sealed under: neither is in it. */
  readonly salts: readonly { readonly id: string; readonly state: string }[];
  readonly encryption_keys: readonly string[];
}

export interface BackupTable {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface BackupEnd {
  readonly rows: number;
  readonly sha256: string;
}

/** What a backup names a schema by: each of its steps, which are the same whichever database it was made on. */
export function schemaOf(migrations: readonly Migration[]): readonly string[] {
  return migrations.map((migration) => checksumOf(migration, sqliteDialect));
}
