import fc from "fast-check";
import { expect } from "vitest";
import type { TestDialect } from "./databases.ts";
import type { Change } from "./declaring.ts";
import {
  declared,
  type Declaration,
  type Document,
  type Fields,
  namedBy,
  type State,
} from "./declared-model.ts";
import { byHand, codeOf, edit, edited, handed, type History } from "./declared-steps.ts";
import { objectsOf } from "./declared-objects.ts";
import { slots } from "./declared-slots.ts";
import { createDomainWorld, type DomainWorld } from "./domain-world.ts";

/** Random histories of declarations, and of hands between them, against the model. */

const flags = fc.record({
  prune: fc.boolean(),
  prune_limit: fc.constantFrom(null, null, 0, 100, 100),
  adopt: fc.nat(4).map((n) => n === 0),
  force: fc.nat(4).map((n) => n === 0),
  take_secrets: fc.nat(3).map((n) => n > 0),
});
const step = fc.record({
  by: fc.constantFrom("one", "one", "two"),
  flags,
  edits: fc.array(edit, { maxLength: 6 }),
  /** Whether what is named is declared too, and what names something that is not is not. */
  isWhole: fc.nat(5).map((n) => n > 0),
  isReversed: fc.boolean(),
  before: fc.option(handed, { freq: 3 }),
  between: fc.option(handed, { freq: 2 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Runs that many histories, each on a database of its own, and gives back how often each thing happened. */
export async function holdDeclarations(
  dialect: TestDialect,
  { runs, seed }: { readonly runs: number; readonly seed?: number },
): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      await using world = await createDomainWorld(dialect);
      const history: History = { world, documents: new Map(), ids: new Map(), state: new Map(), seen };
      for (const one of steps) await take(history, one);
    }),
    { numRuns: runs, endOnFailure: true, ...(seed !== undefined && { seed }) },
  );
  return seen;
}

async function take(history: History, one: Step): Promise<void> {
  const { world, documents, seen } = history;
  const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
  world.clock.now += 1;
  if (one.before) await byHand(history, one.before);
  world.clock.now += 1;
  const former = documents.get(one.by) ?? new Map<string, Document>();
  const wanted = edited(history.state, former, one);
  const ordered = slots.flatMap(({ reference }) => wanted.get(reference) ?? []);
  const declaration: Declaration = { name: one.by, documents: ordered, flags: one.flags };
  const body = bodyOf(declaration, one.isReversed);
  const plan = await carryOut(world, "plan", { name: one.by, body });
  const expected = declared(history.state, declaration);
  expect(toldOf(plan)).toEqual(expected.told.toSorted());
  expect(plan.left.map(({ reference }) => reference).toSorted()).toEqual(expected.left.toSorted());
  const before = history.state;
  world.clock.now += 1;
  if (one.between) await byHand(history, one.between);
  const { digest } = plan;
  const applying = { name: one.by, body: { ...body, digest } };
  const applied = carryOut(world, "apply", applying);
  if (isOutdated(before, history.state, declaration)) {
    expect(await codeOf(applied)).toBe("stale_plan");
    count("stale");
    return compare(history);
  }
  // What is named by what is declared is looked at too, as far as it is found.
  const isTouched = ordered.flatMap(namedBy).some((one) => before.get(one) !== history.state.get(one));
  if (isTouched && (await codeOf(applied)) === "stale_plan") return compare(history);
  const now = declared(history.state, declaration);
  if (now.isRefused) {
    const codes = now.told.map((line) => line.split(" ")[2]);
    expect(codes).toContain(await codeOf(applied));
    count("refused");
    return compare(history);
  }
  const done = await applied;
  // Of what is not looked at anew, such as what types rules name, a change refuses at most.
  expect(now.told).toEqual(expected.told.map((line) => line.split(" ").slice(0, 2).join(" ")));
  for (const line of now.told) count(line.split(" ")[0]!);
  history.state = now.state;
  documents.set(one.by, wanted);
  expect(toldOf(done)).toEqual(now.told.toSorted());
  const made = ordered.filter(
    ({ kind, reference }) =>
      kind === "token" &&
      now.told.some((line) => /^(?:create|replace) /.test(line) && line.endsWith(` ${reference}`)),
  );
  const handedOut = done.secrets.map((secret) => [String(secret["reference"]), "sealed_secret" in secret]);
  expect(Object.fromEntries(handedOut)).toEqual(
    Object.fromEntries(made.map(({ reference, isSealed }) => [reference, isSealed])),
  );
  await compare(history, done.changes);
  await applyAgain(history, declaration, body);
}

/** Nothing is left to do, be it said again with the same flags. */
async function applyAgain(history: History, declaration: Declaration, body: Fields): Promise<void> {
  const { world } = history;
  const again = await carryOut(world, "apply", { name: declaration.name, body });
  const isDone = ({ action }: Change): boolean => action !== "unchanged";
  expect(again.changes.filter(isDone)).toEqual([]);
  expect(again.secrets).toEqual([]);
  await compare(history);
}

type Done = Readonly<Record<"changes" | "left", readonly Change[]>> & {
  readonly digest: string;
  readonly secrets: readonly Fields[];
};

async function carryOut(
  world: DomainWorld,
  verb: "plan" | "apply",
  input: { readonly name: string; readonly body: Fields },
): Promise<Done> {
  return (await world.call(world.admin, `declaration.${verb}`, input)) as never;
}

/** All of them live in the system, where resource types are. */
function bodyOf({ documents, flags: asked }: Declaration, isReversed: boolean): Fields {
  const sent = documents.map(({ kind, adopt, given }) => ({ kind, adopt, ...given }));
  return { project: "system", documents: isReversed ? sent.toReversed() : sent, ...asked };
}

function toldOf({ changes }: Done): readonly string[] {
  const lines = changes.map(
    ({ action, reference, refusal }) => `${action} ${reference}${refusal ? ` ${refusal.code}` : ""}`,
  );
  return lines.toSorted();
}

/** Whether something that a plan says something of is other by now. */
function isOutdated(before: State, after: State, { name, documents, flags: asked }: Declaration): boolean {
  const isOther = (reference: string): boolean => before.get(reference) !== after.get(reference);
  const own = [...before].filter(([, { owner }]) => owner === name).map(([reference]) => reference);
  const isGone = own.some((reference) => !after.has(reference));
  return (
    isGone || (asked.prune && own.some(isOther)) || documents.some(({ reference }) => isOther(reference))
  );
}

/** The server's objects are the model's; what was neither made nor replaced is the same as before. */
async function compare(history: History, changes: readonly Change[] = []): Promise<void> {
  const { world, state, ids } = history;
  const found = await objectsOf(world);
  const fresh = new Set(
    changes.filter(({ action }) => /create|replace/.test(action)).map(({ reference }) => reference),
  );
  for (const [reference, { id }] of found) {
    const isSame = ids.get(reference) === id;
    if (ids.has(reference)) expect([reference, isSame]).toEqual([reference, !fresh.has(reference)]);
  }
  ids.clear();
  for (const [reference, { id }] of found) ids.set(reference, id);
  const expected = [...state].map(([reference, thing]) => [
    reference,
    { ...thing.fields, managed_by: thing.managedBy },
  ]);
  const shown = [...found].map(([reference, { fields }]) => [reference, fields]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected));
}
