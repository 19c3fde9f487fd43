import { mkdirSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { verifyChain } from "../../../server/store/audit-chain.ts";
import type { Engine } from "../../../server/store/engine.ts";
import type { SchemaStep } from "../../../server/store/migrate.ts";
import { migrations } from "../../../server/store/migrations/all.ts";
import type { Migration } from "../../../server/store/migrations/migration.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { openPostgres } from "../../../server/store/postgres.ts";
import { isGuarded, NEEDS } from "../../../server/store/restrictions.ts";
import { openSqlite } from "../../../server/store/sqlite.ts";
import { tables } from "../../../server/store/tables.ts";
import { dialects } from "../../support/databases.ts";
import type { TestDatabase } from "../../support/databases.ts";
import { projectRow } from "../../support/rows.ts";
import { runJeton } from "../../support/spawned-server.ts";
import { storeOptions, testActor, testEntry } from "../../support/stores.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const addsColour: Migration = {
  name: "colour",
  statements: ({ text, integer, options }) => [
    `alter table projects add column colour ${text}`,
    `create table colours (id ${integer} primary key)${options}`,
  ],
};
const failsHalfway: Migration = {
  name: "fails",
  statements: ({ integer, options }) => [
    `create table halfway (id ${integer} primary key)${options}`,
    "this is not SQL",
  ],
};

for (const dialect of dialects) {
  dialect.describe("migrations", () => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await dialect.createDatabase();
    });
    afterEach(() => database[Symbol.asyncDispose]());

    const openAt = (known: readonly Migration[]): Promise<Engine> => {
      const options = { migrations: known, now: storeOptions.now };
      return dialect.name === "SQLite"
        ? openSqlite(database.url.replace("sqlite:", ""), options)
        : openPostgres(database.url, options);
    };
    const migrateTo = async (known: readonly Migration[]): Promise<void> => {
      const engine = await openAt(known);
      await engine.close();
    };
    const applied = () => database.sql("select * from migrations order by number");

    test("bring an empty database up to date, and do nothing the next time", async () => {
      for (let start = 0; start < 3; start += 1) {
        const store = await openStore(database.url, storeOptions);
        await store.ping();
        await store.close();
      }
      const rows = await applied();
      expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
      expect(rows[0]).toMatchObject({
        checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        applied_at: expect.stringMatching(/Z$/) as string,
      });
    });

    test("make exactly the columns that tables.ts lists", async () => {
      await migrateTo(migrations);
      for (const [table, columns] of Object.entries(tables)) {
        const rows = await database.sql(
          dialect.name === "SQLite"
            ? `select name, type from pragma_table_info('${table}')`
            : `select column_name as name, data_type as type, collation_name from information_schema.columns
                where table_schema = 'public' and table_name = '${table}'`,
        );
        const names = rows.map(({ name }) => String(name));
        const stored = isGuarded(table) ? { ...columns, [NEEDS]: "integer" } : columns;
        expect(names.toSorted()).toEqual(Object.keys(stored).toSorted());
        const numbers = Object.entries(stored).filter(([, as]) => as === "integer" || as === "boolean");
        const isNumber = new Set(numbers.map(([column]) => column));
        const made = rows.map(({ name, type, collation_name: collation = "C" }) => {
          const isText = String(type).toLowerCase() === "text" && collation === "C";
          const isInteger = /^(integer|bigint)$/.test(String(type).toLowerCase());
          return [name, isText ? "text" : isInteger ? "integer" : type];
        });
        const wanted = rows.map(({ name }) => [name, isNumber.has(String(name)) ? "integer" : "text"]);
        expect(made).toEqual(wanted);
      }
    });

    test("add to a database that has data", async () => {
      await migrateTo(migrations);
      await migrateTo([...migrations, addsColour]);
      expect(await applied()).toHaveLength(migrations.length + 1);
      expect(await database.sql("select colour from projects")).toEqual([]);
    });

    test("refuse a schema newer than they know, and change nothing", async () => {
      await migrateTo([...migrations, addsColour]);
      await expect(openStore(database.url, storeOptions)).rejects.toThrow(
        `The database is at schema ${String(migrations.length + 1)}, made by a newer version of Jeton`,
      );
      expect(await applied()).toHaveLength(migrations.length + 1);
    });

    test("refuse one that was changed after it was applied, here or there", async () => {
      await migrateTo([...migrations, addsColour]);
      const changed = { ...addsColour, statements: () => ["select 1"] };
      await expect(openAt([...migrations, changed])).rejects.toThrow(
        "Migration 2 (colour) of the database is not",
      );
      await database.sql("update migrations set checksum = 'x' where number = 1");
      await expect(openAt([...migrations, addsColour])).rejects.toThrow("Migration 1 (first-tables)");
    });

    test("refuse a database that lacks one in between", async () => {
      await migrateTo([...migrations, addsColour]);
      await database.sql("delete from migrations where number = 1");
      await expect(openAt([...migrations, addsColour])).rejects.toThrow("lacks migration 1");
    });

    test("are one step: of several nothing remains when one fails", async () => {
      await migrateTo(migrations);
      await expect(openAt([...migrations, addsColour, failsHalfway])).rejects.toThrow(
        "The database refused a statement",
      );
      expect(await applied()).toHaveLength(migrations.length);
      for (const table of ["halfway", "colours"]) {
        await expect(database.sql(`select * from ${table}`)).rejects.toThrow(table);
      }
      await migrateTo([...migrations, addsColour]);
      expect(await applied()).toHaveLength(migrations.length + 1);
    });

    test("run once when several stores open an empty database at once", async () => {
      const all = [...migrations, addsColour];
      const stores = await Promise.all(Array.from({ length: 5 }, () => openAt(all)));
      await Promise.all(stores.map((store) => store.close()));
      expect(await applied()).toHaveLength(all.length);
      expect(await database.sql("select * from chain_head")).toHaveLength(1);
    });
  });
}

for (const dialect of dialects.filter(({ name }) => name === "SQLite")) {
  dialect.describe("a migration of a database that has data", () => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await dialect.createDatabase();
    });
    afterEach(() => database[Symbol.asyncDispose]());

    const fileOf = (): string => database.url.replace("sqlite:", "");
    const copies = (): readonly string[] =>
      readdirSync(path.dirname(fileOf())).filter((name) => name.includes(".schema-"));
    const openAt = async (
      known: readonly Migration[],
      onStep?: (step: SchemaStep) => void,
    ): Promise<void> => {
      const engine = await openSqlite(fileOf(), { migrations: known, now: storeOptions.now, onStep });
      await engine.close();
    };
    const writeProject = async (id: string): Promise<void> => {
      const store = await openStore(database.url, storeOptions);
      await store.write(testActor, async ({ projects }) => {
        await projects.insert(projectRow({ id }));
        return { result: undefined, entries: [testEntry()] };
      });
      await store.close();
    };

    test("leaves a copy of it as it was, for its owner alone, that the older version opens", async () => {
      await writeProject("prj_kept");
      expect(copies()).toEqual([]);
      const steps: SchemaStep[] = [];
      const umask = process.umask(0);
      try {
        await openAt([...migrations, addsColour], (step) => void steps.push(step));
      } finally {
        process.umask(umask);
      }
      const [copy = ""] = copies();
      expect(copies()).toEqual([expect.stringMatching(/^jeton\.db\.schema-1\.\d{4}-\d\d-\d\dT[\d-]+Z$/)]);
      const file = path.join(path.dirname(fileOf()), copy);
      expect(steps).toEqual([{ from: 1, to: 2, copy: file }]);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const older = await openStore(`sqlite:${file}`, storeOptions);
      expect((await older.read.projects.list({})).map(({ id }) => id)).toEqual(["prj_kept"]);
      expect(verifyChain(await older.audit(0, 10)).type).toBe("intact");
      await older.close();
      await openAt([...migrations, addsColour], (step) => void steps.push(step));
      expect([steps.length, copies().length]).toEqual([1, 1]);
    });

    test("leaves none when it fails, however often it is tried", async () => {
      await writeProject("prj_kept");
      for (let tries = 0; tries < 3; tries += 1) {
        await expect(openAt([...migrations, failsHalfway])).rejects.toThrow("refused a statement");
      }
      expect(copies()).toEqual([]);
      await writeProject("prj_later");
    });

    test("does not happen where there is no room for the copy, and says so", async () => {
      await writeProject("prj_kept");
      const at = new Date("2030-01-31T08:09:10.123Z");
      const taken = `${fileOf()}.schema-1.2030-01-31T08-09-10-123Z`;
      mkdirSync(taken);
      const refused = openSqlite(fileOf(), { migrations: [...migrations, addsColour], now: () => at });
      await expect(refused).rejects.toThrow(`could not be copied to ${taken}`);
      expect(await database.sql("select * from migrations")).toHaveLength(1);
    });
  });
}

test("a server refuses to start on a newer schema, and says what to do", async () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, "jeton.db");
  const newer = await openSqlite(file, { migrations: [...migrations, addsColour], now: storeOptions.now });
  await newer.close();
  const env = { JETON_LISTEN: "127.0.0.1:0", JETON_DATABASE_URL: `sqlite:${file}` };
  const { code, stderr } = await runJeton(["serve"], env).ended;
  expect(code).toBe(1);
  expect(stderr).toBe(
    "jeton: The database is at schema 2, made by a newer version of Jeton; this one knows 1. Start the newer version: a schema never goes back\n",
  );
});

test("a URL of another kind, or without a file, is refused with an example", async () => {
  await expect(openStore("mysql://localhost/x", storeOptions)).rejects.toThrow(
    "begins with sqlite: or postgres://",
  );
  for (const url of ["sqlite:", "sqlite::memory:", "sqlite://host/file"]) {
    await expect(openStore(url, storeOptions)).rejects.toThrow("for example sqlite:./data/jeton.db");
  }
});
