import { inspect } from "node:util";

import { afterEach, beforeEach, expect, test } from "vitest";

import { Problem } from "../../../server/contract/problem.ts";
import type { Store, Transaction } from "../../../server/domain/store.ts";
import { verifyChain } from "../../../server/store/audit-chain.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { dialects } from "../../support/databases.ts";
import { connect } from "../../support/postgres.ts";
import { projectRow, tokenRow } from "../../support/rows.ts";
import { createStore, storeOptions, testActor, testEntry } from "../../support/stores.ts";
import type { TestStore } from "../../support/stores.ts";

const OTHERS = "pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

/** Before a project is inserted, the first `times` times in all, whatever is rolled back. */
const failing = (sqlState: string, times: number): string => `
  create sequence tries;
  create function fail() returns trigger language plpgsql as $$ begin
    if nextval('tries') <= ${String(times)} then raise exception 'failed for a test' using errcode = '${sqlState}'; end if;
    return new;
  end $$`;
const ON_STATEMENT = "create trigger fail before insert on projects for each row execute function fail()";
const ON_COMMIT =
  "create constraint trigger fail after insert on projects deferrable initially deferred for each row execute function fail()";

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("the store", () => {
    let fixture: TestStore;
    let store: Store;
    beforeEach(async () => {
      fixture = await createStore(dialect);
      ({ store } = fixture);
    });
    afterEach(() => fixture[Symbol.asyncDispose]());

    const sql = (statement: string) => fixture.database.sql(statement);
    const write = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
      store.write(testActor, async (transaction) => ({
        result: await work(transaction),
        entries: [testEntry()],
      }));
    const expectNothing = async (): Promise<void> => {
      expect(await store.read.projects.list({})).toEqual([]);
      expect(await store.audit(0, 10)).toEqual([]);
      expect(await store.epoch()).toBe(0);
    };

    for (const [when, trigger] of [
      ["a statement", ON_STATEMENT],
      ["the commit", ON_COMMIT],
    ] as const) {
      for (const state of ["40001", "40P01"]) {
        test(`runs work again when ${when} fails with ${state}, and its entries are there once`, async () => {
          await sql(`${failing(state, 3)}; ${trigger}`);
          let runs = 0;
          const result = await write(async ({ projects }) => {
            runs += 1;
            await projects.insert(projectRow({ id: "prj_1" }));
            return runs;
          });
          expect(result).toBe(4);
          expect(await store.read.projects.list({})).toHaveLength(1);
          expect(verifyChain(await store.audit(0, 10))).toMatchObject({
            type: "intact",
            end: { sequence: 1 },
          });
          expect(await store.epoch()).toBe(1);
        });
      }
    }

    test("gives up in the end, as unavailable, and nothing remains", async () => {
      await sql(`${failing("40001", 1000)}; ${ON_STATEMENT}`);
      let runs = 0;
      const failure = write(async ({ projects }) => {
        runs += 1;
        await projects.insert(projectRow({ id: "prj_1" }));
      });
      await expect(failure).rejects.toMatchObject({ code: "unavailable" });
      expect(runs).toBe(10);
      await expectNothing();
    });

    test("does not run work again that failed otherwise, neither our fault nor a Problem", async () => {
      let runs = 0;
      const thrown = new Problem("forbidden", "No.");
      const refused = write(async () => {
        runs += 1;
        throw thrown;
      }).catch((error: unknown) => error);
      expect(await refused).toBe(thrown);
      await sql(`${failing("22012", 1)}; ${ON_COMMIT}`);
      const ours = write(async ({ projects }) => {
        runs += 1;
        await projects.insert(projectRow({ id: "prj_1" }));
      });
      await expect(ours).rejects.toThrow("The database refused a statement");
      expect(runs).toBe(2);
      await expectNothing();
    });

    test("breaks a deadlock with somebody else by running work again", async () => {
      await write(({ tokens }) => tokens.insert(tokenRow({ id: "tok_1" })));
      const other = await connect(fixture.database.url);
      await other.query(
        "begin; set local deadlock_timeout = '60s'; update tokens set name = 'x' where id = 'tok_1'",
      );
      let runs = 0;
      const writing = write(async ({ tokens }) => {
        runs += 1;
        await tokens.update("tok_1", { description: "ours" });
      });
      await expect.poll(() => sql(`select 1 from ${OTHERS} and wait_event_type = 'Lock'`)).toHaveLength(1);
      await other.query("select * from chain_head for update");
      await other.query("commit");
      await other.end();
      await writing;
      expect(runs).toBe(2);
      expect(await store.read.tokens.get("tok_1")).toMatchObject({ name: "x", description: "ours" });
    });

    test("a connection lost amid work is unavailable, undone, and replaced", async () => {
      const failure = write(async ({ projects }) => {
        await projects.insert(projectRow({ id: "prj_1" }));
        await sql(`select pg_terminate_backend(pid) from ${OTHERS} and state = 'idle in transaction'`);
        await projects.insert(projectRow({ id: "prj_2" }));
      });
      await expect(failure).rejects.toMatchObject({ name: "Problem", code: "unavailable" });
      await expectNothing();
      await write(({ projects }) => projects.insert(projectRow({ id: "prj_1" })));
    });

    test("every connection lost while idle is replaced", async () => {
      await Promise.all(Array.from({ length: 20 }, () => store.ping()));
      await sql(`select pg_terminate_backend(pid) from ${OTHERS}`);
      await expect
        .poll(() =>
          store.ping().then(
            () => "answers",
            () => "not yet",
          ),
        )
        .toBe("answers");
      await write(({ projects }) => projects.insert(projectRow({ id: "prj_1" })));
      expect(await store.read.projects.list({})).toHaveLength(1);
    });

    test("a statement that is cancelled, as one that takes too long is, is unavailable", async () => {
      const other = await connect(fixture.database.url);
      await other.query("begin; select * from chain_head for update");
      const failure = write(({ projects }) => projects.insert(projectRow({ id: "prj_1" }))).catch(
        (error: unknown) => error,
      );
      const waiting = `${OTHERS} and wait_event_type = 'Lock'`;
      await expect.poll(() => sql(`select pg_cancel_backend(pid) from ${waiting}`)).toHaveLength(1);
      expect(await failure).toMatchObject({ code: "unavailable" });
      await other.query("rollback");
      await other.end();
      await expectNothing();
    });

    test("each transaction states what it relies on, whatever the database's settings are", async () => {
      await sql(
        `alter database ${new URL(fixture.database.url).pathname.slice(1)} set synchronous_commit = off`,
      );
      await sql(`create table seen (name text, value text);
        create function look() returns trigger language plpgsql as $$ begin
          insert into seen select name, setting from pg_settings where name in
            ('synchronous_commit', 'transaction_isolation', 'statement_timeout', 'idle_in_transaction_session_timeout');
          return new;
        end $$;
        create trigger look before insert on projects for each row execute function look()`);
      const other = await openStore(fixture.database.url, storeOptions);
      await other.write(testActor, async ({ projects }) => {
        await projects.insert(projectRow({ id: "prj_1" }));
        return { result: undefined, entries: [] };
      });
      await other.close();
      const seen = await sql("select * from seen");
      expect(Object.fromEntries(seen.map(({ name, value }) => [name, value]))).toEqual({
        synchronous_commit: "on",
        transaction_isolation: "read committed",
        statement_timeout: "10000",
        idle_in_transaction_session_timeout: "10000",
      });
      await sql(`alter database ${new URL(fixture.database.url).pathname.slice(1)} reset synchronous_commit`);
    });

    test("takes at most ten connections and one to look for changes, however much is asked of it, and writes get through among reads", async () => {
      const asked = [
        ...Array.from({ length: 500 }, () => store.read.projects.list({})),
        ...Array.from({ length: 50 }, (_, index) =>
          write(({ projects }) => projects.insert(projectRow({ id: `prj_${String(index)}` }))),
        ),
        ...Array.from({ length: 500 }, () => store.read.projects.list({})),
      ];
      const counted = sql(`select count(*)::int as count from ${OTHERS} and application_name = 'jeton'`);
      await Promise.all(asked);
      expect((await counted)[0]).toMatchObject({
        count: expect.toSatisfy((count) => Number(count) <= 11) as number,
      });
      expect(await store.epoch()).toBe(50);
    });

    test("sorts its own columns by bytes in a database that sorts otherwise", async () => {
      const rows = await sql(
        "select 'a' collate \"default\" < 'B' as theirs, 'a' collate \"C\" < 'B' as ours",
      );
      expect(rows[0]).toMatchObject({ ours: false });
      const columns = await sql(`select table_name, column_name from information_schema.columns
        where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`);
      expect(columns).toEqual([]);
    });

    test("a server that cannot be used is told with the remedy and without the password", async () => {
      const url = new URL(fixture.database.url);
      url.password = "wrong-and-secret";
      const gone = new URL(url);
      gone.port = "1";
      const nameless = new URL(url);
      nameless.hostname = "nowhere.invalid";
      const missing = new URL(fixture.database.url);
      missing.pathname = "/nothing";
      const encrypted = `${fixture.database.url}?sslmode=require`;
      for (const [bad, says] of [
        [url.href, /password authentication failed.*; correct the user and password in JETON_DATABASE_URL/],
        [gone.href, /ECONNREFUSED.*; start PostgreSQL, or correct the host and port/],
        [nameless.href, /; correct the host in JETON_DATABASE_URL/],
        [missing.href, /database "nothing" does not exist; create that database/],
        [encrypted, /does not support SSL connections; set up TLS on the server/],
      ] as const) {
        const failure: unknown = await openStore(bad, storeOptions).catch((error: unknown) => error);
        expect(String(failure)).toMatch(says);
        expect(inspect(failure)).not.toContain("secret");
        expect(inspect(failure)).not.toContain(new URL(fixture.database.url).password);
      }
    });
  });
}
