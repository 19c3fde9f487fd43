import { sqliteFile } from "./open-store.ts";
import type { SnapshotEngine } from "./snapshot-engine.ts";

/** Opens the database at `url` for reading alone, as it is now: its schema stays what it is, and an SQLite file must be there. */
export async function openSnapshot(url: string): Promise<SnapshotEngine> {
  if (url.startsWith("sqlite:")) {
    const { openSqliteSnapshot } = await import("./sqlite-snapshot.ts");
    return openSqliteSnapshot(sqliteFile(url));
  }
  const { openPostgresSnapshot } = await import("./postgres-snapshot.ts");
  return openPostgresSnapshot(url);
}
