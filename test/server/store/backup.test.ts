import { readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";
import { expect, test } from "vitest";
import type { Kinds, Transaction } from "../../../server/domain/store.ts";
import { backedUp } from "../../../server/store/backup-format.ts";
import { loadBackup } from "../../../server/store/load-backup.ts";
import { migrations } from "../../../server/store/migrations/all.ts";
import type { Migration } from "../../../server/store/migrations/migration.ts";
import { openBackup } from "../../../server/store/read-backup.ts";
import { writeBackup } from "../../../server/store/write-backup.ts";
import { dialects, type TestDatabase } from "../../support/databases.ts";
import { backUpLarge } from "../../support/large-backup.ts";
import { projectRow } from "../../support/rows.ts";
import { rowSamples } from "../../support/row-samples.ts";
import { createStore, storeOptions, testActor, testEntry } from "../../support/stores.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const made = { at: "2030-01-01T00:00:00.000Z", version: "0.0.0" };

async function textOf(database: Pick<TestDatabase, "url">): Promise<string> {
  let text = "";
  await writeBackup(database.url, { made, write: async (more) => void (text += more) });
  return text;
}

async function insertSamples(transaction: Transaction): Promise<void> {
  for (const [kind, [one, other]] of Object.entries(rowSamples) as [
    keyof Kinds,
    readonly [never, never, unknown],
  ][]) {
    await transaction[kind].insertAll([one, other]);
  }
}

/** The same backup with a line changed, and a checksum that is right for it. */
function forged(text: string, change: (line: string) => string): string {
  const lines = text.trimEnd().split("\n").slice(0, -1).map(change);
  const content = `${lines.join("\n")}\n`;
  const rows = lines.filter((line) => line.startsWith("[")).length;
  return `${content}${JSON.stringify({ rows, sha256: createHash("sha256").update(content).digest("hex") })}\n`;
}

const addsColour: Migration = {
  name: "colour",
  statements: ({ text }) => [`alter table projects add column colour ${text}`],
};
const options = { ...storeOptions, finish: async () => undefined };

for (const dialect of dialects) {
  dialect.describe("a backup", () => {
    test("holds every table of the database, and each row as it is stored", async () => {
      await using source = await createStore(dialect);
      const there = await source.database.sql(
        dialect.name === "SQLite"
          ? "select m.name || '.' || c.name as name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'"
          : "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'",
      );
      const all = there.map(({ name }) => String(name)).filter((name) => !name.startsWith("migration"));
      const kept = backedUp.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`));
      expect(kept.toSorted()).toEqual(all.toSorted());
      await source.store.write(testActor, async (transaction) => {
        await insertSamples(transaction);
        return { result: undefined, entries: [testEntry({ a: 1 }), testEntry()] };
      });
      await source.store.recordDays([{ day: "2030-01-01", projectId: "system", uses: 3, denials: 1 }]);
      const text = await textOf(source.database);
      using folder = temporaryFolder();
      const file = path.join(folder.path, "backup");
      writeFileSync(file, text);
      for (const other of dialects) {
        await using target = await other.createDatabase();
        await loadBackup(target.url, await openBackup(file), options);
        expect(await textOf(target)).toBe(text);
        // It is empty no longer.
        const again = loadBackup(target.url, await openBackup(file), options);
        await expect(again).rejects.toThrow("the database is not empty");
      }
    });

    test("is as the database was at one moment, whatever is written while it is made", async () => {
      await using source = await createStore(dialect);
      const write = (id: string) =>
        source.store.write(testActor, async ({ projects }) => {
          await projects.insert(projectRow({ id, name: id.replace("_", "-") }));
          return { result: undefined, entries: [testEntry()] };
        });
      await write("prj_a");
      let text = "";
      await writeBackup(source.database.url, {
        made,
        write: async (more) => {
          if (text === "") await write("prj_b");
          text += more;
        },
      });
      expect(text).toContain('["prj_a"');
      expect(text).not.toContain("prj_b");
      expect(JSON.parse(text.split("\n")[0] ?? "")).toMatchObject({ audit: { sequence: 1 } });
    });

    test("of more rows than a page has them all, once", async () => {
      await using source = await createStore(dialect);
      await source.store.write(testActor, async ({ projects }) => {
        const ids = Array.from({ length: 1201 }, (_, index) => `prj_${String(index)}`);
        await projects.insertAll(ids.map((id) => projectRow({ id, name: id.replace("_", "-") })));
        return { result: undefined, entries: [testEntry()] };
      });
      const ids = (await textOf(source.database)).match(/^\["prj_\d+"/gm) ?? [];
      expect([ids.length, new Set(ids).size]).toEqual([1201, 1201]);
    });

    test("of an older schema is brought up to date, and one of a newer is refused", async () => {
      await using source = await createStore(dialect);
      const text = await textOf(source.database);
      using folder = temporaryFolder();
      const file = path.join(folder.path, "backup");
      writeFileSync(file, text);
      await using target = await dialect.createDatabase();
      const newer = [...migrations, addsColour];
      await loadBackup(target.url, await openBackup(file, newer), { ...options, migrations: newer });
      expect(await target.sql("select colour from projects")).toEqual([]);
      expect(await target.sql("select name from migrations")).toHaveLength(migrations.length + 1);
      writeFileSync(
        file,
        forged(text, (line) => line.replace('"schema":[', '"schema":["of another build",')),
      );
      await expect(openBackup(file)).rejects.toThrow(
        `the backup is of schema ${String(migrations.length + 1)}, made by Jeton 0.0.0; this one knows ${String(migrations.length)}`,
      );
      writeFileSync(
        file,
        forged(text, (line) => line.replace(/"schema":\["\w{64}/, `"schema":["${"0".repeat(64)}`)),
      );
      await expect(openBackup(file)).rejects.toThrow("another build of Jeton 0.0.0");
      // By one that does not know what the database has become, none is made.
      await expect(textOf(target)).rejects.toThrow("back it up with the version that runs on it");
    });

    test("whose audit was edited is refused even with a checksum that is right, and leaves nothing", async () => {
      await using source = await createStore(dialect);
      await source.store.write(testActor, async () => ({
        result: undefined,
        entries: [testEntry({ a: 1 }), testEntry({ a: 2 }), testEntry({ a: 3 })],
      }));
      const text = await textOf(source.database);
      using folder = temporaryFolder();
      const file = path.join(folder.path, "backup");
      const edits: readonly ((line: string) => string)[] = [
        (line) => line.replace(String.raw`{\"a\":2}`, String.raw`{\"a\":7}`),
        (line) => (line.startsWith("[1,3,") ? line.replace("[1,3,", "[1,4,") : line),
      ];
      await using target = await dialect.createDatabase();
      for (const edit of edits) {
        writeFileSync(file, forged(text, edit));
        expect(readFileSync(file, "utf8")).not.toBe(text);
        const loading = loadBackup(target.url, await openBackup(file), options);
        await expect(loading).rejects.toThrow("the backup's audit is not what was written, at entry");
      }
      writeFileSync(file, text);
      await loadBackup(target.url, await openBackup(file), options);
      expect(await textOf(target)).toBe(text);
    });
  });
}

test(
  "a large one, made while clients mint and revoke, is of one moment, and is restored whole",
  { timeout: 60_000 },
  async () => {
    await using source = await dialects[0]!.createDatabase();
    await using target = await dialects[0]!.createDatabase();
    const { broken, minted } = await backUpLarge([source.url, target.url], 5_000);
    expect(broken).toEqual([]);
    expect(minted[1]).toBeGreaterThan(minted[0]);
  },
);

test("a file that is cut, changed, empty or something else is refused with the reason", async () => {
  await using source = await createStore(dialects[0]!);
  await source.store.write(testActor, async ({ projects }) => {
    await projects.insert(projectRow({ id: "prj_a", name: "shop" }));
    return { result: undefined, entries: [testEntry()] };
  });
  const text = await textOf(source.database);
  using folder = temporaryFolder();
  const file = path.join(folder.path, "backup");
  const opened = (content: string) => {
    writeFileSync(file, content);
    return openBackup(file).then(
      () => "opened",
      (error: unknown) => String(error),
    );
  };
  expect(await opened(text)).toBe("opened");
  const lines = text.trimEnd().split("\n");
  // Cut anywhere: between two lines, in one, in the last.
  for (const length of [text.indexOf("\n") + 1, text.length >> 1, text.length - 3]) {
    expect(await opened(text.slice(0, length))).toMatch(/is cut off: its end is missing/);
  }
  for (const changed of [
    text.replace('"shop"', '"shoq"'),
    text.replace('"jeton_backup":1', '"jeton_backup":1 '),
    lines.toSpliced(5, 1).join("\n"),
    lines.toSpliced(5, 0, lines[5] ?? "").join("\n"),
    text.replace(/"rows":\d+/, '"rows":1'),
  ]) {
    expect(await opened(changed)).toMatch(/is damaged, or was changed/);
  }
  expect(await opened("")).toMatch(/is no backup of Jeton: it is empty/);
  for (const other of ["{}\n", "SQLite format 3\0", "[]", "null"]) {
    expect(await opened(other)).toMatch(/is no backup of Jeton/);
  }
  expect(await opened(text.replace('"jeton_backup":1', '"jeton_backup":2'))).toMatch(
    /was made by a newer version of Jeton/,
  );
});
