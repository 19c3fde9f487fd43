import { expect, test } from "vitest";
import { createChangedRows } from "../../../server/domain/declarations/changed-rows.ts";
import type { GroupRow } from "../../../server/domain/rows.ts";
import type { Reader, Reads } from "../../../server/domain/store.ts";
import { openStore } from "../../../server/store/open-store.ts";
import { team } from "../../support/declaring.ts";
import { createDomainWorld } from "../../support/domain-world.ts";
import { groupRow } from "../../support/rows.ts";

/** Opens stores, and counts what is read of them outside of transactions. */
function countingReads(): { readonly open: typeof openStore; readonly count: () => number } {
  let count = 0;
  const counting = (reads: Reads<never>): Reads<never> => ({
    get: (id) => ((count += 1), reads.get(id)),
    list: (where, page) => ((count += 1), reads.list(where, page)),
    count: (where) => ((count += 1), reads.count(where)),
  });
  return {
    open: async (url, options) => {
      const store = await openStore(url, options);
      const read = Object.entries(store.read).map(([kind, reads]) => [kind, counting(reads as never)]);
      return { ...store, read: Object.fromEntries(read) as Reader };
    },
    count: () => count,
  };
}

test("each team that is declared besides costs a plan the same few reads, however many there are", async () => {
  const { open, count } = countingReads();
  await using world = await createDomainWorld(undefined, open);
  const carryOut = async (verb: "plan" | "apply", teams: number): Promise<number> => {
    const documents = Array.from({ length: teams }, (_, index) => team(`shop.t${String(index)}`)).flat();
    const body = { project: "shop", documents, take_secrets: true };
    const before = count();
    const { summary } = await world.call(world.admin, `declaration.${verb}`, { name: "teams", body });
    expect(Object.values(summary as object)).toContain(10 * teams);
    return count() - before;
  };
  await world.call(world.admin, "project.create", { body: { name: "shop" } });
  const actions = [{ name: "view", access: "read" }];
  await world.call(world.admin, "resource_type.create", { body: { name: "flow", actions } });
  // What the caller may do is read once, and remembered.
  await carryOut("plan", 1);
  const [one, four, five] = [await carryOut("plan", 1), await carryOut("plan", 4), await carryOut("plan", 5)];
  // Of what is new, the name of its project alone is looked for in what is stored.
  expect({ each: five - four, all: five - one }).toEqual({ each: 1, all: 4 });
  await carryOut("apply", 5);
  const [three, again] = [await carryOut("plan", 3), await carryOut("plan", 5)];
  // Of what is there, what its documents name by reference, and the policy its token is under.
  expect(again - three).toBeLessThanOrEqual(2 * 5);
});

test("a look at what is changed costs what it finds", () => {
  const changed = createChangedRows<GroupRow>();
  const rows = Array.from({ length: 50 }, (_, index) =>
    groupRow({ id: `grp_${String(index)}`, name: `g${String(index)}`, description: "a" }),
  );
  for (const row of rows) changed.set(row.id, row);
  const name = "g7";
  expect(changed.near({ name, description: "a" })).toEqual([rows[7]]);
  expect(changed.near({ anyOf: [{ name }, { id: "grp_9", description: "a" }] })).toEqual([rows[7], rows[9]]);
  expect(changed.near({ allOf: [{ description: { not: null } }, { name: [name, "none"] }] })).toEqual([
    rows[7],
  ]);
  const takeBack = changed.set("grp_7", undefined);
  expect(changed.near({ name })).toEqual([]);
  takeBack();
  expect(changed.near({ name })).toEqual([rows[7]]);
  const renamed = { ...groupRow({ id: "grp_7", description: "a" }), name: "other" };
  const undo = changed.set("grp_7", renamed);
  expect([changed.near({ name }), changed.near({ name: "other" })]).toEqual([[], [renamed]]);
  undo();
  changed.set("new", undefined)();
  expect([changed.byId.has("new"), changed.byId.get("grp_7")]).toEqual([false, rows[7]]);
});
