import fc from "fast-check";
import { expect } from "vitest";
import type { TestDialect } from "./databases.ts";
import type { Change, Document } from "./declaring.ts";
import { codeOf } from "./declared-steps.ts";
import { createDomainWorld, type DomainWorld } from "./domain-world.ts";

/**
 * Random histories in which accounts are called otherwise, by their declaration and by hand, with names that others have or
 * had: what each document is about is held, whatever the order of the documents.
 */

const NAMES = ["a", "b", "c", "d"] as const;
const name = fc.constantFrom(...NAMES);
const documents = fc.uniqueArray(
  fc.record({ name, renamed_from: fc.option(name), description: fc.constantFrom(null, "x") }),
  { selector: (document) => document.name, maxLength: NAMES.length },
);
/** What two say they were is the first's: the order decides that, and nothing else. */
function once<D extends { readonly renamed_from: string | null }>(listed: readonly D[]): readonly D[] {
  const said = new Set<string | null>();
  return listed.map((document) => {
    const isSaid = said.has(document.renamed_from);
    said.add(document.renamed_from);
    return isSaid ? { ...document, renamed_from: null } : document;
  });
}
const byHand = fc.record({
  verb: fc.constantFrom("create", "rename", "rename", "delete"),
  from: name,
  to: name,
});
const step = fc.record({
  hands: fc.array(byHand, { maxLength: 5 }),
  documents: documents.map(once),
  prune: fc.boolean(),
  order: fc.nat(2),
});
type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;

/** Runs that many histories, each on a database of its own, and gives back how often each thing happened. */
export async function holdRenames(
  dialect: TestDialect,
  { runs, seed }: { readonly runs: number; readonly seed?: number },
): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>();
  const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
  const history = fc.array(step, { minLength: 2, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      await using world = await createDomainWorld(dialect);
      // What was made for each, by the name it was declared with.
      let own: ReadonlyMap<string, string> = new Map();
      for (const one of steps) {
        for (const hand of one.hands) await handle(world, hand);
        own = await take(world, { one, own, count });
      }
    }),
    { numRuns: runs, endOnFailure: true, ...(seed !== undefined && { seed }) },
  );
  return seen;
}

async function accounts({ store }: DomainWorld): Promise<ReadonlyMap<string, string>> {
  const rows = await store.read.service_accounts.list({});
  return new Map(rows.map((row) => [row.name, row.id]));
}

async function handle(world: DomainWorld, { verb, from, to }: Of<typeof byHand>): Promise<void> {
  const id = (await accounts(world)).get(from);
  world.clock.now += 1;
  if (verb === "create") {
    const body = { name: from, project: "system" };
    await codeOf(world.call(world.admin, "service_account.create", { body }));
  } else if (id !== undefined) {
    const input = verb === "rename" ? { id, body: { name: to } } : { id };
    const did = verb === "rename" ? "service_account.update" : "service_account.delete";
    await codeOf(world.call(world.admin, did, input));
  }
}

interface Taken {
  readonly one: Of<typeof step>;
  readonly own: ReadonlyMap<string, string>;
  readonly count: (what: string) => unknown;
}

async function take(world: DomainWorld, { one, own, count }: Taken): Promise<ReadonlyMap<string, string>> {
  const body = (listed: readonly Document[]) => ({
    project: "system",
    documents: listed.map((document) => ({ kind: "service_account", project: "system", ...document })),
    adopt: true,
    prune: one.prune,
    prune_limit: 100,
  });
  const sorted = one.documents.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const listed = [sorted, sorted.toReversed(), one.documents][one.order] ?? sorted;
  const plan = async (some: readonly Document[]): Promise<readonly Change[]> => {
    const planned = await world.call(world.admin, "declaration.plan", { name: "one", body: body(some) });
    return planned["changes"] as readonly Change[];
  };
  const [planned, reversed] = [await plan(listed), await plan(listed.toReversed())];
  const ids = planned.flatMap(({ id }) => id ?? []);
  // No object is two documents', or one's and to be deleted.
  expect(new Set(ids).size).toBe(ids.length);
  const before = await accounts(world);
  const alive = new Set(before.values());
  for (const { reference, id } of planned) {
    const made = own.get(String(reference).split("/").at(-1) ?? "");
    if (made !== undefined && alive.has(made)) expect([reference, id]).toEqual([reference, made]);
  }
  // Whatever the order, it is the same that is done.
  const isRefused = [...planned, ...reversed].some(({ refusal }) => refusal !== null);
  if (!isRefused) expect(told(reversed)).toEqual(told(planned));
  world.clock.now += 1;
  const applied = world.call(world.admin, "declaration.apply", { name: "one", body: body(listed) });
  const refused = planned.flatMap(({ refusal }) => refusal?.code ?? []);
  if (refused.length > 0) {
    expect(refused).toContain(await codeOf(applied));
    count("refused");
    return own;
  }
  await applied;
  for (const { action } of planned) count(action);
  const after = await accounts(world);
  for (const document of listed)
    expect([document.name, after.has(document.name)]).toEqual([document.name, true]);
  const again = await plan(listed);
  expect(again.filter(({ action }) => action !== "unchanged")).toEqual([]);
  return new Map(listed.map((document) => [document.name, after.get(document.name) ?? ""]));
}

function told(changes: readonly Change[]): readonly string[] {
  return changes.map(({ action, reference, id }) => `${action} ${reference} ${String(id)}`).toSorted();
}
