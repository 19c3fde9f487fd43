import { afterEach, beforeEach, expect, test } from "vitest";

import { Problem } from "../../../server/contract/problem.ts";
import type { Store, Transaction } from "../../../server/domain/store.ts";
import { dialects } from "../../support/databases.ts";
import { projectRow, resourceTypeRow, roleRow, serviceAccountRow, tokenRow } from "../../support/rows.ts";
import { createStore, storeOptions, testActor, testEntry } from "../../support/stores.ts";
import type { TestStore } from "../../support/stores.ts";
import { openStore } from "../../../server/store/open-store.ts";

const write = <T>(store: Store, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
  store.write(testActor, async (transaction) => ({
    result: await work(transaction),
    entries: [testEntry()],
  }));

const REVOKED_AT = "2026-05-01T00:00:00.000Z";

/** What may not be there twice: a row, and one that breaks the index. */
const duplicates: Record<string, (transaction: Transaction) => Promise<void>> = {
  "two projects of one name": async ({ projects }) => {
    await projects.insert(projectRow({ id: "prj_1", name: "same" }));
    await projects.insert(projectRow({ id: "prj_2", name: "same" }));
  },
  "two service accounts of one name in a project": async ({ service_accounts }) => {
    await service_accounts.insert(serviceAccountRow({ id: "sa_1", name: "same" }));
    await service_accounts.insert(serviceAccountRow({ id: "sa_2", name: "same" }));
  },
  "two roles of one name in a project": async ({ roles }) => {
    await roles.insert(roleRow({ id: "role_1", name: "same" }));
    await roles.insert(roleRow({ id: "role_2", name: "same" }));
  },
  "two resource types of one name": async ({ resource_types }) => {
    await resource_types.insert(resourceTypeRow({ id: "rt_1", name: "same" }));
    await resource_types.insert(resourceTypeRow({ id: "rt_2", name: "same" }));
  },
  "two live tokens of one name and service account": async ({ tokens }) => {
    await tokens.insert(tokenRow({ id: "tok_1", name: "same" }));
    await tokens.insert(tokenRow({ id: "tok_2", name: "same" }));
  },
  "two live tokens of one name and role": async ({ tokens }) => {
    const owner = { service_account_id: null, role_id: "role_1", name: "same" };
    await tokens.insert(tokenRow({ id: "tok_1", ...owner }));
    await tokens.insert(tokenRow({ id: "tok_2", ...owner }));
  },
  "a token renamed to another's name": async ({ tokens }) => {
    await tokens.insert(tokenRow({ id: "tok_1", name: "same" }));
    await tokens.insert(tokenRow({ id: "tok_2", name: "other" }));
    await tokens.update("tok_2", { name: "same" });
  },
};

for (const dialect of dialects) {
  dialect.describe("write", () => {
    let fixture: TestStore;
    let store: Store;
    beforeEach(async () => {
      fixture = await createStore(dialect);
      ({ store } = fixture);
    });
    afterEach(() => fixture[Symbol.asyncDispose]());

    const everything = async () => ({
      projects: await store.read.projects.list({}),
      accounts: await store.read.service_accounts.list({}),
      roles: await store.read.roles.list({}),
      types: await store.read.resource_types.list({}),
      tokens: await store.read.tokens.list({}),
      entries: await store.audit(0, 100),
      epoch: await store.epoch(),
    });

    test("gives back the result, and what was written is read at once, here and by others", async () => {
      const other = await openStore(fixture.database.url, storeOptions);
      for (let round = 0; round < 20; round += 1) {
        const row = projectRow({ id: `prj_${String(round)}` });
        const result = await write(store, async ({ projects }) => {
          await projects.insert(row);
          return { id: row.id };
        });
        expect(result).toEqual({ id: row.id });
        expect(await store.read.projects.get(row.id)).toEqual(row);
        expect(await other.read.projects.get(row.id)).toEqual(row);
        expect(await other.epoch()).toBe(round + 1);
      }
      await other.close();
    });

    test("work sees its own changes; a read meanwhile sees none of them", async () => {
      const row = projectRow({ id: "prj_1" });
      await write(store, async ({ projects }) => {
        await projects.insert(row);
        expect(await projects.get("prj_1")).toEqual(row);
        expect(await projects.list({ name: row.name })).toEqual([row]);
        expect(await store.read.projects.list({})).toEqual([]);
        expect(await store.epoch()).toBe(0);
      });
      expect(await store.read.projects.list({})).toEqual([row]);
    });

    for (const [what, work] of Object.entries(duplicates)) {
      test(`refuses ${what}, and nothing remains`, async () => {
        const before = await everything();
        const failure = write(store, work).catch((error: unknown) => error);
        expect(await failure).toMatchObject({ message: "The database refused a statement" });
        expect(await failure).not.toBeInstanceOf(Problem);
        expect(await everything()).toEqual(before);
      });

      test(`refuses ${what} though the work goes on regardless`, async () => {
        const before = await everything();
        const failure = write(store, async (transaction) => {
          await work(transaction).catch(() => undefined);
          await transaction.projects.insert(projectRow({ id: "prj_after" })).catch(() => undefined);
        });
        await expect(failure).rejects.toThrow("The database refused a statement");
        expect(await everything()).toEqual(before);
      });
    }

    test("a name is free in another project, for another owner, and after its token is revoked or deleted", async () => {
      await write(store, async ({ service_accounts, roles, tokens }) => {
        for (const project_id of ["system", "prj_1", "prj_2"]) {
          await service_accounts.insert(
            serviceAccountRow({ id: `sa_${project_id}`, name: "same", project_id }),
          );
          await roles.insert(roleRow({ id: `role_${project_id}`, name: "same", project_id }));
        }
        for (const [index, row] of [
          { revoked_at: REVOKED_AT },
          { deleted_at: REVOKED_AT },
          { revoked_at: REVOKED_AT, deleted_at: REVOKED_AT },
          { disabled: true },
          { service_account_id: "sa_2" },
          { service_account_id: null, role_id: "role_1" },
          { service_account_id: null, role_id: "role_1", revoked_at: REVOKED_AT },
        ].entries()) {
          await tokens.insert(tokenRow({ id: `tok_${String(index)}`, name: "same", ...row }));
        }
      });
      expect(await store.read.tokens.list({ name: "same" })).toHaveLength(7);
    });

    test("what the work throws comes through unchanged, and nothing remains", async () => {
      for (const thrown of [new Problem("name_taken", "The name is taken."), new RangeError("odd")]) {
        const failure = write(store, async ({ projects }) => {
          await projects.insert(projectRow({ id: "prj_1" }));
          throw thrown;
        }).catch((error: unknown) => error);
        expect(await failure).toBe(thrown);
      }
      expect(await everything()).toMatchObject({ projects: [], entries: [], epoch: 0 });
    });

    test("one that rejects leaves nothing while its neighbours of the same tick commit", async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 60 }, (_, index) =>
          write(store, async ({ projects }) => {
            await projects.insert(projectRow({ id: `prj_${String(index)}` }));
            if (index % 3 === 1) {
              throw new Problem("forbidden", "No.");
            }
            if (index % 3 === 2) {
              await projects.insert(projectRow({ id: `prj_${String(index)}` }));
            }
            return index;
          }),
        ),
      );
      const kept = Array.from({ length: 20 }, (_, index) => index * 3);
      expect(outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []))).toEqual(
        kept,
      );
      const ids = (await store.read.projects.list({})).map(({ id }) => id);
      expect(ids).toEqual(kept.map((index) => `prj_${String(index)}`).toSorted());
      expect(await store.epoch()).toBe(20);
    });

    test("writers never overlap: 200 at once count to 200, from two stores", async () => {
      await write(store, ({ tokens }) => tokens.insert(tokenRow({ id: "tok_1", uses: 0 })));
      const other = await openStore(fixture.database.url, storeOptions);
      await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          write(index % 2 === 0 ? store : other, async ({ tokens }) => {
            const row = await tokens.get("tok_1");
            await tokens.update("tok_1", { uses: (row?.uses ?? 0) + 1 });
          }),
        ),
      );
      await other.close();
      expect(await store.read.tokens.get("tok_1")).toMatchObject({ uses: 200 });
      expect(await store.epoch()).toBe(200);
    });

    test("statements not awaited one by one still run in order and belong to the transaction", async () => {
      await write(store, async ({ projects }) => {
        await Promise.all([
          projects.insert(projectRow({ id: "prj_1" })),
          projects.update("prj_1", { description: "changed" }),
          projects.insert(projectRow({ id: "prj_2" })),
        ]);
      });
      expect(await store.read.projects.get("prj_1")).toMatchObject({ description: "changed" });
      expect(await store.read.projects.list({})).toHaveLength(2);
    });

    test("a transaction kept past its end writes nothing", async () => {
      const kept: Transaction[] = [];
      await write(store, async (transaction) => {
        kept.push(transaction);
      });
      await expect(kept[0]!.projects.insert(projectRow({ id: "prj_1" }))).rejects.toThrow("has ended");
      await expect(kept[0]!.projects.get("prj_1")).rejects.toThrow("has ended");
      expect(await store.read.projects.list({})).toEqual([]);
    });

    test("close waits for writes under way; after it everything is refused as unavailable", async () => {
      const writes = Array.from({ length: 20 }, (_, index) =>
        write(store, ({ projects }) => projects.insert(projectRow({ id: `prj_${String(index)}` }))),
      );
      const reads = Array.from({ length: 20 }, () => store.read.projects.list({}));
      await Promise.all([store.close(), store.close()]);
      await Promise.all([...writes, ...reads]);
      const late = [
        write(store, async () => undefined),
        store.read.projects.get("prj_1"),
        store.ping(),
        store.epoch(),
        store.recordUses([{ tokenId: "tok_1", count: 1, at: REVOKED_AT, ip: null, by: null }]),
      ];
      for (const outcome of await Promise.allSettled(late)) {
        expect(outcome).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
      }
      const again = await openStore(fixture.database.url, storeOptions);
      expect(await again.read.projects.list({})).toHaveLength(20);
      await again.close();
    });
  });
}
