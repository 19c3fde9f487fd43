import { randomUUID } from "node:crypto";

import type { Actor, AuditEntry, Store } from "../../server/domain/store.ts";
import { openStore } from "../../server/store/open-store.ts";

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

export async function createStore(dialect: TestDialect, options = storeOptions): Promise<TestStore> {
  const database = await dialect.createDatabase();
  const store = await openStore(database.url, options);
  return {
    store,
    database,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
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
