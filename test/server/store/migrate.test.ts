import { afterEach, beforeEach, expect, test } from "vitest";

import type { Engine } from "../../../server/store/engine.ts";
import { migrations } from "../../../server/store/migrations/all.ts";
import type { Migration } from "../../../server/store/migrations/migration.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { openPostgres } from "../../../server/store/postgres.ts";
import { openSqlite } from "../../../server/store/sqlite.ts";
import { tables } from "../../../server/store/tables.ts";
import { dialects } from "../../support/databases.ts";
import type { TestDatabase } from "../../support/databases.ts";
import { storeOptions } from "../../support/stores.ts";

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
        expect(names.toSorted()).toEqual(Object.keys(columns).toSorted());
        const numbers = Object.entries(columns).filter(([, as]) => as === "integer" || as === "boolean");
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

    test("leave nothing of one that fails, and keep those before it", async () => {
      await expect(openAt([...migrations, failsHalfway])).rejects.toThrow("The database refused a statement");
      expect(await applied()).toHaveLength(migrations.length);
      await expect(database.sql("select * from halfway")).rejects.toThrow(/halfway/);
      await migrateTo([...migrations, addsColour]);
    });

    test("run once when several stores open an empty database at once", async () => {
      const stores = await Promise.all(
        Array.from({ length: 5 }, () => openStore(database.url, storeOptions)),
      );
      await Promise.all(stores.map((store) => store.ping()));
      await Promise.all(stores.map((store) => store.close()));
      expect(await applied()).toHaveLength(migrations.length);
      expect(await database.sql("select * from chain_head")).toHaveLength(1);
    });
  });
}

test("a URL of another kind, or without a file, is refused with an example", async () => {
  await expect(openStore("mysql://localhost/x", storeOptions)).rejects.toThrow(
    "begins with sqlite: or postgres://",
  );
  for (const url of ["sqlite:", "sqlite::memory:", "sqlite://host/file"]) {
    await expect(openStore(url, storeOptions)).rejects.toThrow("for example sqlite:./data/jeton.db");
  }
});
