import type { Store } from "../domain/store.ts";
import { createStore } from "./create-store.ts";
import type { StoreOptions } from "./audit-log.ts";
import type { MigrateOptions } from "./migrate.ts";
import { migrations } from "./migrations/all.ts";

/** The path of `sqlite:./data/jeton.db`, `sqlite:/var/lib/jeton.db` or `sqlite:///var/lib/jeton.db`. */
export function sqliteFile(url: string): string {
  const file = url.slice("sqlite:".length).replace(/^\/\/(?=\/)/, "");
  if (file === "" || file.startsWith("//") || file.startsWith(":")) {
    throw new Error(`A database URL names a file, for example sqlite:./data/jeton.db, not ${url}`);
  }
  return file;
}

/**
 * Opens the database at `url` and brings its schema up to date. Rejects when that is newer than this version knows, was
 * changed, or the database cannot be reached. An SQLite file is created, with its folder, for its owner alone.
 */
export async function openStore(
  url: string,
  options: StoreOptions & Pick<MigrateOptions, "onStep">,
): Promise<Store> {
  const { now, onStep, journal } = options;
  const opening = { migrations, now, onStep, beforeCommit: journal?.flush };
  // Only the driver that is needed is loaded: the other one is a tenth of the time to start.
  if (url.startsWith("sqlite:")) {
    const { openSqlite } = await import("./sqlite.ts");
    return createStore(await openSqlite(sqliteFile(url), opening), options);
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import("./postgres.ts");
    return createStore(await openPostgres(url, opening), options);
  }
  throw new Error("A database URL begins with sqlite: or postgres://");
}
