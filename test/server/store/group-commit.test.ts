import path from "node:path";

import { expect, test } from "vitest";

import { Problem } from "../../../server/contract/problem.ts";
import type { Store } from "../../../server/domain/store.ts";
import { verifyChain } from "../../../server/store/audit-chain.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { orderList, orderReader } from "../../../server/store/sqlite-orders.ts";
import { projectRow } from "../../support/rows.ts";
import { storeOptions, testActor, testEntry } from "../../support/stores.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const insert = (store: Store, id: string): Promise<void> =>
  store.write(testActor, async ({ projects }) => {
    await projects.insert(projectRow({ id }));
    return { result: undefined, entries: [testEntry()] };
  });

test("a statement that nobody waited for fails its own work alone, and before the journal is told of anything", async () => {
  using folder = temporaryFolder();
  let flushes = 0;
  const journal = {
    stage: () => undefined,
    flush: async () => void (flushes += 1),
    beat: async () => undefined,
    close: async () => undefined,
  };
  const store = await openStore(`sqlite:${path.join(folder.path, "jeton.db")}`, { ...storeOptions, journal });
  await insert(store, "prj_there");
  let runs = 0;
  const counted = (): Promise<number> =>
    store.write(testActor, async ({ projects }) => {
      runs += 1;
      return { result: await projects.count({}), entries: [testEntry()] };
    });
  const outcomes = await Promise.allSettled([
    insert(store, "prj_1"),
    // Its name is taken, which only the database finds.
    store.write(testActor, async ({ projects }) => {
      await projects.insert(projectRow({ id: "prj_2", name: "there" }));
      return { result: undefined, entries: [testEntry()] };
    }),
    counted(),
    store.write(testActor, async ({ projects }) => {
      await projects.insert(projectRow({ id: "prj_3" }));
      throw new Problem("forbidden", "No.");
    }),
    insert(store, "prj_4"),
  ]);
  expect(outcomes).toMatchObject([
    { status: "fulfilled" },
    { reason: { message: "The database refused a statement" } },
    { value: 2 },
    { reason: { code: "forbidden" } },
    { status: "fulfilled" },
  ]);
  const there = (await store.read.projects.list({})).map(({ id }) => id);
  expect(there).toEqual(["prj_1", "prj_4", "prj_there"]);
  expect(verifyChain(await store.audit(0, 100))).toMatchObject({ type: "intact", end: { sequence: 4 } });
  expect([runs, flushes]).toEqual([2, 2]);
  await store.close();
});

test("statements reach the thread as they were, however many there are, by text or by number", () => {
  const list = orderList();
  const read = orderReader();
  const asked = Array.from({ length: 1300 }, (_, index) => ({
    statement: `select ${String(index % 650)}`,
    parameters: [index, null, "select 1", ""].slice(index % 5),
  }));
  const got: object[] = [];
  for (const [index, { statement, parameters }] of asked.entries()) {
    list.add(statement, parameters);
    if (index % 7 === 6 || index === asked.length - 1) got.push(...read(structuredClone(list.take())));
  }
  expect(got).toMatchObject(asked);
  expect(got.filter((order) => "isLast" in order && order.isLast)).toHaveLength(186);
  expect(list.take()).toEqual([]);
});
