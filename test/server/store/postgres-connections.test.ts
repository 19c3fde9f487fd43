import { afterEach, beforeEach, expect, test } from "vitest";

import type { Store } from "../../../server/domain/store.ts";
import { verifyChain } from "../../../server/store/audit-chain.ts";
import { migrations } from "../../../server/store/migrations/all.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { openPostgres } from "../../../server/store/postgres.ts";
import { dialects } from "../../support/databases.ts";
import { connect } from "../../support/postgres.ts";
import { projectRow } from "../../support/rows.ts";
import { createStore, storeOptions, testActor, testEntry } from "../../support/stores.ts";
import type { TestStore } from "../../support/stores.ts";
import { startTcpProxy } from "../../support/tcp-proxy.ts";

const OTHERS = "pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("the connections of a store", () => {
    let fixture: TestStore;
    let store: Store;
    beforeEach(async () => {
      fixture = await createStore(dialect);
      ({ store } = fixture);
    });
    afterEach(() => fixture[Symbol.asyncDispose]());

    const sql = (statement: string) => fixture.database.sql(statement);
    test("a read that takes too long is cancelled in the database, and its connection goes on", async () => {
      const now = storeOptions.now;
      const engine = await openPostgres(fixture.database.url, { migrations, now, readTimeout: 100 });
      const other = await connect(fixture.database.url);
      await other.query("begin; lock table projects in access exclusive mode");
      const waiting = `${OTHERS} and wait_event_type = 'Lock'`;
      const reads = Array.from({ length: 20 }, () => engine.read("select * from projects", []));
      const ends = await Promise.allSettled(reads);
      for (const end of ends)
        expect(end).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
      expect(await sql(`select 1 from ${waiting}`)).toEqual([]);
      await other.query("rollback");
      await other.end();
      expect((await engine.read("select 1 as one", [])).rows).toEqual([{ one: 1 }]);
      await engine.close();
    });

    for (const fate of ["before the database has it", "after the database has it"] as const) {
      test(`a commit whose connection is cut ${fate} is neither tried again nor called a failure`, async () => {
        await using proxy = await startTcpProxy(fixture.database.url);
        const cutOff = await openStore(proxy.url, storeOptions);
        let runs = 0;
        proxy.watch((bytes) => {
          if (!bytes.includes("commit\0")) return "pass";
          return fate.startsWith("before") ? "cut" : "pass-and-cut";
        });
        const written = cutOff
          .write(testActor, async ({ projects }) => {
            runs += 1;
            await projects.insert(projectRow({ id: "prj_1" }));
            return { result: undefined, entries: [testEntry()] };
          })
          .catch((error: unknown) => error);
        expect(await written).toMatchObject({
          code: "unavailable",
          message: expect.stringContaining("it was made, or it was not") as string,
        });
        expect(runs).toBe(1);
        const there = fate.startsWith("before") ? 0 : 1;
        await expect.poll(() => store.read.projects.count({})).toBe(there);
        expect(await store.epoch()).toBe(there);
        proxy.watch(() => "pass");
        // What was lost is replaced, and other work goes on.
        await cutOff.write(testActor, async ({ projects }) => {
          await projects.insert(projectRow({ id: "prj_2" }));
          return { result: undefined, entries: [testEntry()] };
        });
        expect(verifyChain(await store.audit(0, 10))).toMatchObject({
          type: "intact",
          end: { sequence: there + 1 },
        });
        await cutOff.close();
      });
    }

    test("what one replica tells others of, they hear, on connections that are made anew too", async () => {
      const open = () => openPostgres(fixture.database.url, { migrations, now: storeOptions.now });
      const [teller, hearer] = [await open(), await open()];
      let heard = 0;
      hearer.apart?.onNotice(() => void (heard += 1));
      for (let times = 0; times < 2; times += 1) {
        await hearer.apart?.read("select 1", []).catch(() => undefined);
        await hearer.apart?.read("select 1", []);
        const before = heard;
        teller.apart?.notify();
        await expect.poll(() => heard).toBeGreaterThan(before);
        await sql(`select pg_terminate_backend(pid) from ${OTHERS}`);
        await teller.apart?.read("select 1", []).catch(() => undefined);
      }
      await Promise.all([teller.close(), hearer.close()]);
    });
  });
}
