import { randomUUID } from "node:crypto";

import type { Actor, AuditEntry, Store } from "../../server/domain/store.ts";
import { createStore as storeOver } from "../../server/store/create-store.ts";
import { migrations } from "../../server/store/migrations/all.ts";
import { openStore, sqliteFile } from "../../server/store/open-store.ts";
import { openPostgres } from "../../server/store/postgres.ts";
import { openSqlite } from "../../server/store/sqlite.ts";

import type { TestDatabase, TestDialect } from "./databases.ts";

/** A fresh, empty store in a database of its own; disposing of it removes both. */
export interface TestStore extends AsyncDisposable {
  readonly store: Store;
  readonly database: TestDatabase;
}

export const storeOptions = {
  now: () => new Date(),
  newId: (prefix: string) => `${prefix}_${randomUUID()}`,
};

export async function createStore(
  dialect: TestDialect,
  options = storeOptions,
  open: typeof openStore = openStore,
): Promise<TestStore> {
  const database = await dialect.createDatabase();
  const store = await open(database.url, options);
  return {
    store,
    database,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Opens stores, and counts the statements that their transactions run; `before` each it may throw. */
export function countingStatements(before: (count: number) => void = () => undefined): {
  readonly open: typeof openStore;
  readonly count: () => number;
} {
  let count = 0;
  return {
    open: async (url, options) => {
      const isFile = url.startsWith("sqlite:");
      const all = { migrations, now: options.now };
      const engine = isFile ? await openSqlite(sqliteFile(url), all) : await openPostgres(url, all);
      const transact: typeof engine.transact = (work) =>
        engine.transact((run) =>
          work(async (statement, parameters) => {
            count += 1;
            before(count);
            return run(statement, parameters);
          }),
        );
      return storeOver({ ...engine, transact }, options);
    },
    count: () => count,
  };
}

export const testActor: Actor = {
  type: "service_account",
  id: "sa_tester",
  tokenId: "tok_tester",
  ip: "192.0.2.1",
  requestId: "req_1",
};

export const testEntry = (changes: AuditEntry["changes"] = {}): AuditEntry => ({
  action: "project.create",
  targetType: "project",
  targetId: "prj_1",
  changes,
});
