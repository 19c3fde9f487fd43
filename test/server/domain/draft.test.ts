import fc from "fast-check";
import { expect, test } from "vitest";
import { createDraft } from "../../../server/domain/declarations/draft.ts";
import type { GroupRow } from "../../../server/domain/rows.ts";
import type { Rows, Where } from "../../../server/domain/store.ts";
import { dialects } from "../../support/databases.ts";
import { groupRow } from "../../support/rows.ts";
import { createStore, testActor, testEntry } from "../../support/stores.ts";

const id = fc.integer({ min: 0, max: 9 }).map((n) => `grp_${String(n)}`);
const text = fc.constantFrom("a", "b", "Ab");
const where: fc.Arbitrary<Where<GroupRow>> = fc.oneof(
  fc.record({ description: fc.oneof(text, fc.constant(null)) }),
  fc.record({ id: fc.array(id, { minLength: 1, maxLength: 3 }) }),
  fc.record({ id: fc.record({ from: id }) }),
  fc.record({ name: fc.record({ startsWith: fc.constantFrom("grp", "x", "") }) }),
  fc.record({ description: fc.record({ contains: fc.constantFrom("A", "b") }) }),
  fc.record({ anyOf: fc.array(fc.record({ description: text }), { maxLength: 2 }) }),
  fc.record({ allOf: fc.constant([{ description: { not: null } }] as const) }),
);
const deed = fc.oneof(
  fc.record({ op: fc.constant("insert" as const), id }),
  fc.record({ op: fc.constant("update" as const), id, description: fc.oneof(text, fc.constant(null)) }),
  fc.record({ op: fc.constant("updateAll" as const), where, description: text }),
  fc.record({ op: fc.constant("delete" as const), where }),
  fc.record({ op: fc.constant("undone" as const), where }),
  fc.record({
    op: fc.constant("list" as const),
    where,
    page: fc.record({ after: id, limit: fc.integer({ min: 1, max: 4 }) }, { requiredKeys: [] }),
  }),
);

async function carryOut(
  rows: Rows<GroupRow>,
  one: typeof deed extends fc.Arbitrary<infer T> ? T : never,
): Promise<unknown> {
  switch (one.op) {
    case "insert":
      if ((await rows.get(one.id)) === undefined)
        await rows.insert(groupRow({ id: one.id, name: one.id, description: "a" }));
      return undefined;
    case "update":
      if (await rows.get(one.id)) await rows.update(one.id, { description: one.description });
      return undefined;
    case "updateAll":
      return rows.updateAll(one.where, { description: one.description });
    case "delete":
      return rows.delete(one.where);
    case "undone":
      return rows.count(one.where);
    case "list":
      return rows.list(one.where, one.page);
  }
}

test.each(dialects)(
  "a draft reads and changes as a transaction does, and keeps the same ($name)",
  async (dialect) => {
    await using made = await createStore(dialect);
    const { store } = made;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (deeds) => {
        const rollback = new Error("not to be kept");
        let drafted: readonly GroupRow[] = [];
        const seen: unknown[] = [];
        const draft = createDraft(store.read);
        for (const one of deeds) {
          if (one.op === "undone") {
            const ended = draft.attempt(async () => {
              await draft.rows.groups.delete(one.where);
              throw rollback;
            });
            await ended.catch(() => undefined);
          }
          seen.push(await carryOut(draft.rows.groups, one));
        }
        drafted = await draft.rows.groups.list({});
        const real = store.write(testActor, async (transaction) => {
          const told: unknown[] = [];
          for (const one of deeds) told.push(await carryOut(transaction.groups, one));
          expect(seen).toEqual(told);
          expect(drafted).toEqual(await transaction.groups.list({}));
          throw rollback;
        });
        await expect(real).rejects.toBe(rollback);
        await store.write(testActor, async (transaction) => {
          await draft.keep(transaction);
          return { result: undefined, entries: [testEntry()] };
        });
        expect(await store.read.groups.list({})).toEqual(drafted);
      }),
      { numRuns: 25 },
    );
  },
);
