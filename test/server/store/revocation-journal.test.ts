import {
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  appendFileSync,
  chmodSync,
  mkdirSync,
} from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { Problem } from "../../../server/contract/problem.ts";
import type { AuditEntry, Store, Transaction } from "../../../server/domain/store.ts";
import { journalsAhead } from "../../../server/store/journals-ahead.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { readJournals } from "../../../server/store/read-journal.ts";
import { openJournal } from "../../../server/store/revocation-journal.ts";
import { dialects, type TestDatabase } from "../../support/databases.ts";
import { projectRow, tokenRow, userRow } from "../../support/rows.ts";
import { storeOptions, testActor, testEntry } from "../../support/stores.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const start = { head: { sequence: 0, hash: "0".repeat(64) } };

interface Journaled extends AsyncDisposable {
  readonly store: Store;
  readonly database: TestDatabase;
  readonly folder: string;
  readonly write: (
    work: (rows: Transaction) => Promise<unknown>,
    entries?: readonly AuditEntry[],
  ) => Promise<void>;
  readonly removed: () => Promise<readonly unknown[]>;
}

async function journaled(dialect: (typeof dialects)[number]): Promise<Journaled> {
  const temporary = temporaryFolder();
  const folder = path.join(temporary.path, "journal");
  const database = await dialect.createDatabase();
  const store = await openStore(database.url, {
    ...storeOptions,
    journal: openJournal(folder, storeOptions.now),
  });
  return {
    store,
    database,
    folder,
    write: (work, entries = [testEntry()]) =>
      store.write(testActor, async (rows) => {
        await work(rows);
        return { result: undefined, entries };
      }),
    removed: async () => {
      const all = [];
      for await (const { removed } of (await readJournals([folder], start)).records()) all.push(...removed);
      return all;
    },
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await database[Symbol.asyncDispose]();
      temporary[Symbol.dispose]();
    },
  };
}

for (const dialect of dialects) {
  dialect.describe("a revocation journal", () => {
    test("has what each change took away, and nothing of what it gave", async () => {
      await using world = await journaled(dialect);
      const later = "2031-01-01T00:00:00.000Z";
      await world.write(async ({ projects, tokens, users }) => {
        await projects.insertAll([
          projectRow({ id: "prj_a", name: "a" }),
          projectRow({ id: "prj_b", name: "b" }),
        ]);
        await tokens.insertAll([
          tokenRow({ id: "tok_a", name: "a", expires_at: later }),
          tokenRow({ id: "tok_b", name: "b", expires_at: null, usage_limit: 2 }),
        ]);
        await users.insert(userRow({ id: "usr_a" }));
      });
      await world.write(async ({ tokens, users, projects }) => {
        await tokens.update("tok_a", { expires_at: null, description: "longer" });
        await tokens.updateAll({ id: ["tok_a", "tok_b"] }, { expires_at: "2030-01-01T00:00:00.000Z" });
        await tokens.update("tok_a", { revoked_at: later, rotated_at: later });
        await users.update("usr_a", { email: "other@example.com", folded_email: "other@example.com" });
        await projects.delete({ name: "b" });
      });
      const use = { tokenId: "tok_b", count: 1, at: later, ip: null, by: null };
      expect(await world.store.claimUse({ ...use, at: "2029-01-01T00:00:00.000Z" })).toBe(true);
      expect(await world.removed()).toEqual([
        { kind: "tokens", ids: ["tok_a", "tok_b"], now: { expires_at: "2030-01-01T00:00:00.000Z" } },
        { kind: "tokens", ids: ["tok_a"], now: { revoked_at: later } },
        // Of what could tell a secret, or who somebody is, only that it changed.
        { kind: "users", ids: ["usr_a"], now: {}, stopped: true },
        { kind: "projects", ids: ["prj_b"], gone: true },
        { kind: "tokens", ids: ["tok_b"], now: { uses: 1 } },
      ]);
      for (const name of readdirSync(world.folder)) {
        expect((statSync(path.join(world.folder, name)).mode & 0o777).toString(8)).toBe("600");
      }
    });

    test("follows the audit without a gap, and tells when it has one, or is of another database", async () => {
      await using world = await journaled(dialect);
      await using other = await journaled(dialect);
      for (const one of [world, world, world, other]) await one.write(async () => undefined);
      // One change that another process made, which had no journal.
      const head = await world.store.auditHead();
      const whole = await readJournals([world.folder], start);
      expect(whole).toMatchObject({ gap: undefined, reached: head });
      expect((await readJournals([other.folder], { head })).gap).toBe(undefined);
      const bare = await openStore(world.database.url, storeOptions);
      await bare.write(testActor, async () => ({ result: undefined, entries: [testEntry()] }));
      await bare.close();
      await world.write(async () => undefined);
      expect((await readJournals([world.folder], start)).gap).toMatch(/from entry 3 of the audit to entry 5/);
      expect((await readJournals([other.folder, world.folder], { head })).gap).toMatch(/from entry 3/);
    });

    test("whose last line is torn is read up to there; anything else that is not a server's is refused", async () => {
      await using world = await journaled(dialect);
      await world.write(async () => undefined);
      const [name = ""] = readdirSync(world.folder);
      const file = path.join(world.folder, name);
      const content = readFileSync(file, "utf8");
      appendFileSync(file, '{"at":"2030-01-01T00:00:00.000Z","removed":[{"ki');
      expect((await readJournals([world.folder], start)).reached.sequence).toBe(1);
      appendFileSync(file, "\n{}\n");
      await expect(readJournals([file], start)).rejects.toThrow(`line 3: this is nothing a server wrote`);
      const line = {
        at: "2030-01-01T00:00:00.000Z",
        removed: [{ kind: "__proto__", ids: [], gone: true }],
        batch: 0,
      };
      writeFileSync(file, `${content}${JSON.stringify(line)}\n`);
      await expect(readJournals([file], start)).rejects.toThrow(`line 3`);
      writeFileSync(file, "not a journal\n{}\n");
      await expect(readJournals([file], start)).rejects.toThrow("is no revocation journal");
    });

    test("that cannot be written to refuses the change, and goes on when it can", async () => {
      await using world = await journaled(dialect);
      await world.write(async () => undefined);
      // A folder in the file's place: even root cannot write to it.
      const broken = path.join(world.folder, "broken");
      mkdirSync(broken, { recursive: true });
      chmodSync(broken, 0o500);
      writeFileSync(path.join(broken, "file"), "");
      const store = await openStore(world.database.url, {
        ...storeOptions,
        journal: openJournal(path.join(broken, "file"), storeOptions.now),
      });
      const refused = store.write(testActor, async ({ projects }) => {
        await projects.insert(projectRow({ id: "prj_a" }));
        return { result: undefined, entries: [testEntry()] };
      });
      await expect(refused).rejects.toSatisfy(
        (cause) => cause instanceof Problem && cause.code === "unavailable",
      );
      expect(await world.store.read.projects.list({})).toEqual([]);
      await store.close();
      await world.write(async () => undefined);
      expect((await world.store.auditHead()).sequence).toBe(2);
    });

    test("knows that a database has gone back, and not when a change was only never committed", async () => {
      await using world = await journaled(dialect);
      const hashAt = async (sequence: number) => (await world.store.audit(sequence - 1, 1))[0]?.hash;
      /** Of a database whose audit ends there. */
      const head = async (known: { sequence: number; hash: string }) =>
        journalsAhead(world.folder, {
          head: known,
          since: "",
          hashAt: async (sequence) => (sequence > known.sequence ? undefined : hashAt(sequence)),
        });
      await world.write(async () => undefined);
      const old = await world.store.auditHead();
      await world.write(async () => undefined);
      expect(await head(await world.store.auditHead())).toEqual({ lost: undefined, uncommitted: [] });
      expect(await head(old)).toMatchObject({ lost: undefined, uncommitted: [{ to: { sequence: 2 } }] });
      await world.write(async () => undefined);
      expect(await head(old)).toMatchObject({ lost: 2 });
      // Others wrote on after its end was read, as replicas do while one of them starts.
      const busy = { head: old, since: "", hashAt };
      expect(await journalsAhead(world.folder, busy)).toEqual({ lost: undefined, uncommitted: [] });
    });
  });
}
