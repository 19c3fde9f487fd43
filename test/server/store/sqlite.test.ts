import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { afterEach, beforeEach, expect, test } from "vitest";

import { Problem } from "../../../server/contract/problem.ts";
import { verifyChain } from "../../../server/store/audit-chain.ts";
import type { Store, Transaction } from "../../../server/domain/store.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { connect } from "../../../server/store/sqlite-connection.ts";
import { writingThread } from "../../../server/store/sqlite-writer.ts";
import { rowSamples } from "../../support/row-samples.ts";
import { projectRow } from "../../support/rows.ts";
import { storeOptions, testActor, testEntry } from "../../support/stores.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "jeton-sqlite-"));
  file = path.join(folder, "made", "here", "jeton.db");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (): Promise<Store> => openStore(`sqlite:${file}`, storeOptions);
const insert = (store: Store, id: string, description: string | null = null): Promise<void> =>
  store.write(testActor, async ({ projects }: Transaction) => {
    await projects.insert(projectRow({ id, description }));
    return { result: undefined, entries: [testEntry()] };
  });
const modeOf = async (name: string): Promise<string> => ((await stat(name)).mode & 0o777).toString(8);

/** A connection of somebody else's. */
function intruder(): DatabaseSync {
  return new DatabaseSync(file, { timeout: 5000 });
}

test("the folder and every file in it are their owner's alone, whatever the umask", async () => {
  const umask = process.umask(0);
  try {
    const store = await open();
    await insert(store, "prj_1");
    expect(await modeOf(path.dirname(file))).toBe("700");
    for (const suffix of ["", "-wal", "-shm"]) {
      expect(await modeOf(file + suffix)).toBe("600");
    }
    await store.close();
  } finally {
    process.umask(umask);
  }
});

test("a relative path, a path with spaces and one after three slashes name the file they seem to", async () => {
  const odd = path.join(folder, "with space ü%20.db");
  for (const url of [`sqlite:${path.relative(process.cwd(), odd)}`, `sqlite:${odd}`, `sqlite://${odd}`]) {
    const store = await openStore(url, storeOptions);
    await store.ping();
    await store.close();
    expect((await stat(odd)).size).toBeGreaterThan(0);
  }
});

test("a commit is on the disk when it is acknowledged, and the schema of a file is not trusted", async () => {
  const store = await open();
  await store.close();
  const { database } = await connect(file);
  const settings = ["journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check"];
  const values = settings.map((name) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0]);
  // 2 is FULL: https://sqlite.org/pragma.html#pragma_synchronous.
  expect(values).toEqual(["wal", 2, 1, 0, 1]);
  database.close();
});

test("tables are strict: a value of another type is refused by the database itself", async () => {
  const store = await open();
  await store.close();
  const database = intruder();
  const names = database.prepare("select name from sqlite_schema where type = 'table'").all();
  for (const { name } of names) {
    expect(database.prepare(`select strict from pragma_table_list where name = ?`).get(String(name))).toEqual(
      {
        strict: 1,
      },
    );
  }
  database.close();
});

test("indexes answer the lookups and filters that requests make", async () => {
  const store = await open();
  await store.close();
  const database = intruder();
  const lookups = {
    "secrets where id = 'x'": "sqlite_autoindex_secrets_1",
    "secrets where token_id = 'x' order by id": "secrets_token",
    "tokens where service_account_id = 'x' order by id": "tokens_service_account",
    "tokens where role_id = 'x' order by id": "tokens_role",
    "tokens where project_id = 'x' order by id": "tokens_project",
    "tokens where created_by = 'x' and (last_used_at is null or last_used_at < 'x') order by id":
      "tokens_created_by",
    "tokens where expires_at >= 'x' and expires_at < 'y' and ephemeral = 0 and session = 0 and disabled = 0 and revoked_at is null order by id limit 9":
      "tokens_ending",
    "role_bindings where service_account_id = 'x' order by id": "role_bindings_service_account",
    "role_bindings where role_id in (select value from json_each('[]')) order by id": "role_bindings_role",
    "role_bindings where project_id = 'x' order by id": "role_bindings_project",
    "projects where name = 'x'": "projects_name",
    "projects where (name >= 'x.' and name < 'x/')": "projects_name",
    "audit_entries where sequence > 5 order by sequence limit 9": "audit_entries_sequence",
  };
  for (const [lookup, index] of Object.entries(lookups)) {
    const plan = database.prepare(`explain query plan select * from ${lookup}`).all();
    expect(plan.map(({ detail }) => String(detail)).join()).toContain(` USING INDEX ${index} `);
  }
  database.close();
});

test("the work of one tick is one commit, so that a burst waits for the disk once", async () => {
  const store = await open();
  const database = intruder();
  // The counter in the file's header rises by one a transaction that is written, https://sqlite.org/pragma.html#pragma_data_version.
  const versions = new Set<unknown>();
  const versionNow = () => versions.add(database.prepare("pragma data_version").get()?.["data_version"]);
  versionNow();
  await Promise.all(
    Array.from({ length: 100 }, (_, index) => insert(store, `prj_${String(index)}`).then(versionNow)),
  );
  expect(versions.size).toBe(2);
  expect(await store.epoch()).toBe(100);
  database.close();
  await store.close();
});

// The first is refused when it is committed, the second while its statement runs, when SQLite's cache is full.
for (const size of [1_200_000, 20_000_000]) {
  test(`no room for ${String(size)} bytes: unavailable with all of its tick, and everything else goes on`, async () => {
    const program = fileURLToPath(new URL("../../support/full-disk.ts", import.meta.url));
    const command = `ulimit -f 1536; exec "$0" "$@"`;
    const { stdout } = await promisify(execFile)("sh", [
      "-c",
      command,
      process.execPath,
      program,
      `sqlite:${file}`,
      String(size),
    ]);
    expect(JSON.parse(stdout)).toEqual({
      before: "written",
      together: ["unavailable", "unavailable", "unavailable"],
      after: "written",
      there: ["prj_after", "prj_before"],
      chain: "intact",
    });
  });
}

test("many reads in a row let everything else in between", async () => {
  const store = await open();
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  for (let reads = 0; turns <= 3 && reads < 200_000; reads += 1) await store.read.projects.get("none");
  clearInterval(counting);
  expect(turns).toBeGreaterThan(3);
  await store.close();
});

test("a long transaction lets everything else in between", async () => {
  const store = await open();
  let turns = 0;
  let isDone = false;
  const counting = (): void => {
    turns += 1;
    if (!isDone) setImmediate(counting);
  };
  counting();
  await store.write(testActor, async ({ projects }: Transaction) => {
    for (let index = 0; index < 2000; index += 1) {
      await projects.insert(projectRow({ id: `prj_${String(index)}` }));
      await projects.get("none");
    }
    return { result: undefined, entries: [testEntry()] };
  });
  isDone = true;
  expect(turns).toBeGreaterThan(3);
  expect(await store.read.projects.count({})).toBe(2000);
  await store.close();
});

test("work reads what it and its neighbours have written, and what they took back it does not", async () => {
  const store = await open();
  await insert(store, "prj_there", "first");
  const outcomes = await Promise.allSettled([
    store.write(testActor, async ({ projects }) => {
      await projects.insert(projectRow({ id: "prj_1", name: "one" }));
      await projects.update("prj_there", { description: "second" });
      return { result: await projects.list({ name: "one" }), entries: [testEntry()] };
    }),
    store.write(testActor, async ({ projects }) => {
      await projects.insert(projectRow({ id: "prj_2", name: "two" }));
      throw new Problem("forbidden", "No.");
    }),
    store.write(testActor, async ({ projects }) => ({
      result: {
        ids: (await projects.list({})).map(({ id }) => id),
        one: await projects.get("prj_1"),
        two: await projects.get("prj_2"),
        there: (await projects.get("prj_there"))?.description,
        named: await projects.count({ name: "two" }),
      },
      entries: [],
    })),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(outcomes[2]).toMatchObject({
    value: {
      ids: ["prj_1", "prj_there"],
      one: { name: "one" },
      two: undefined,
      there: "second",
      named: 0,
    },
  });
  await store.close();
});

test("when the thread that writes ends, what was under way is unavailable, and the next write is made on a new one", async () => {
  const store = await open();
  await insert(store, "prj_before");
  const writes = Array.from({ length: 200 }, (_, index) => insert(store, `prj_${String(index)}`));
  await writes[0];
  const ending = writingThread().terminate();
  const outcomes = await Promise.allSettled(writes);
  await ending;
  const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  for (const reason of refused) expect(reason).toMatchObject({ code: "unavailable" });
  await insert(store, "prj_after");
  const there = new Set((await store.read.projects.list({})).map(({ id }) => id));
  const acknowledged = outcomes.flatMap(({ status }, index) =>
    status === "fulfilled" ? [`prj_${String(index)}`] : [],
  );
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
  expect(there).toContain("prj_after");
  expect(await store.epoch()).toBe(there.size);
  expect(verifyChain(await store.audit(0, 1000)).type).toBe("intact");
  await store.close();
});

test("another process's lock is waited for, without keeping readers of this one waiting", async () => {
  const store = await open();
  await insert(store, "prj_1");
  const database = intruder();
  database.exec("begin immediate");
  let written = false;
  const writing = insert(store, "prj_2").then(() => {
    written = true;
  });
  for (let read = 0; read < 5; read += 1) {
    expect(await store.read.projects.list({})).toHaveLength(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(written).toBe(false);
  database.exec("commit");
  await writing;
  expect(await store.read.projects.list({})).toHaveLength(2);
  database.close();
  await store.close();
});

test("what waits to be written is bounded: beyond ten thousand a write is refused at once", async () => {
  const store = await open();
  const work = async () => ({ result: "written", entries: [] });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10_010 }, () => store.write(testActor, work)),
  );
  const refused = outcomes.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(10);
  expect(refused[0]).toMatchObject({ reason: { code: "unavailable" } });
  expect(await store.write(testActor, work)).toBe("written");
  await store.close();
});

test("a secret, its token and the epoch come at once as each by itself, save what a newer version restricted", async () => {
  const store = await open();
  const [token] = rowSamples.tokens;
  const secret = { ...rowSamples.secrets[0], token_id: token.id };
  await store.write(testActor, async ({ tokens, secrets }: Transaction) => {
    await Promise.all([tokens.insert(token), secrets.insert(secret)]);
    return { result: undefined, entries: [testEntry()] };
  });
  expect(store.secretNow?.(secret.id)).toStrictEqual({ secret, token, epoch: await store.epoch() });
  using other = intruder();
  other.exec("update secrets set needs = 1000");
  expect(() => store.secretNow?.(secret.id)).toThrow(Problem);
  other.exec("update secrets set needs = 0; update tokens set needs = 1000");
  expect(() => store.secretNow?.(secret.id)).toThrow(Problem);
  await store.close();
});
