import { expect, test } from "vitest";
import { verifyChain } from "../../../server/store/audit-chain.ts";
import { migrations } from "../../../server/store/migrations/all.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { openPostgres } from "../../../server/store/postgres.ts";
import { dialects } from "../../support/databases.ts";
import { startPgbouncer } from "../../support/pgbouncer.ts";
import { connect } from "../../support/postgres.ts";
import { needProgram } from "../../support/program.ts";
import { startServer } from "../../support/server.ts";
import { projectRow } from "../../support/rows.ts";
import { storeOptions, testActor, testEntry } from "../../support/stores.ts";

needProgram("pgbouncer");

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("behind PgBouncer, which gives each transaction another connection,", () => {
    test("replicas start at once, write and read, and the chain is whole", async () => {
      await using database = await dialect.createDatabase();
      // Fewer than one replica alone takes.
      await using pooler = await startPgbouncer(database.url, 3);
      const stores = await Promise.all([1, 2].map(() => openStore(pooler.url, storeOptions)));
      const written = Array.from({ length: 40 }, (_, index) =>
        stores[index % 2]!.write(testActor, async ({ projects }) => {
          await projects.insert(projectRow({ id: `prj_${String(index)}` }));
          return { result: undefined, entries: [testEntry()] };
        }),
      );
      const read = Array.from({ length: 200 }, (_, index) => stores[index % 2]!.read.projects.list({}));
      await Promise.all([...written, ...read]);
      const [store] = stores;
      expect(await store!.read.projects.count({})).toBe(40);
      expect(verifyChain(await store!.audit(0, 100))).toMatchObject({
        type: "intact",
        end: { sequence: 40 },
      });
      // Nothing that one of them set stays on a connection that others get.
      const other = await connect(pooler.url);
      const { rows } = await other.query(
        "select name from pg_settings where source = 'session' and name in ('statement_timeout', 'lock_timeout', 'synchronous_commit', 'default_transaction_isolation', 'idle_in_transaction_session_timeout')",
      );
      expect(rows).toEqual([]);
      await other.end();
      await Promise.all(stores.map((each) => each.close()));
    });

    test("a read that takes too long is cancelled in the database", async () => {
      await using database = await dialect.createDatabase();
      await using pooler = await startPgbouncer(database.url, 3);
      const engine = await openPostgres(pooler.url, { migrations, now: storeOptions.now, readTimeout: 200 });
      await expect(engine.read("select pg_sleep(60)", [])).rejects.toMatchObject({ code: "unavailable" });
      expect(
        await database.sql(
          "select 1 from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active' and pid <> pg_backend_pid()",
        ),
      ).toEqual([]);
      expect((await engine.read("select 1 as one", [])).rows).toEqual([{ one: 1 }]);
      await engine.close();
    });

    test("a server works as on PostgreSQL itself", async () => {
      await using database = await dialect.createDatabase();
      await using pooler = await startPgbouncer(database.url, 3);
      const salt = "a-salt-of-tests-with-enough-characters";
      await using server = await startServer({ JETON_DATABASE_URL: pooler.url, JETON_TOKEN_SALT: salt });
      const mint = (name: string) =>
        server.create("/v1/tokens", { role_id: "role_viewer", project: "system", name });
      const minted = await Promise.all(Array.from({ length: 20 }, (_, index) => mint(`t-${String(index)}`)));
      const seen = await Promise.all(
        minted.map(({ secret }) => server.send({ path: "/v1/whoami", token: String(secret) })),
      );
      expect(seen.map(({ status }) => status)).toEqual(minted.map(() => 200));
      expect((await server.send({ path: "/readyz", token: undefined })).status).toBe(200);
    });
  });
}
