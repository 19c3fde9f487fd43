import { beforeEach, expect, test } from "vitest";
import { createEpochWatch, type EpochWatch } from "../../../server/domain/memory/epoch-watch.ts";
import type { Head } from "../../../server/domain/store.ts";

/** What is known of an epoch that others raise, with clocks and a database that the test turns. */
const head = (epoch: number, sequence = epoch, hash = `h${String(sequence)}`): Head => ({
  epoch,
  sequence,
  hash,
});
let clock: { monotonic: number; wall: number };
let answers: (() => Promise<Head>)[];
let lost: unknown[];
let watch: EpochWatch;

beforeEach(() => {
  clock = { monotonic: 5, wall: 1_000_000 };
  answers = [];
  lost = [];
  watch = createEpochWatch(
    () => answers.shift()?.() ?? Promise.reject(new Error("away")),
    { monotonic: () => clock.monotonic, wall: () => clock.wall },
    (what) => lost.push(what),
  );
});

async function reads(...heads: readonly Head[]): Promise<void> {
  for (const read of heads) {
    answers.push(async () => read);
    await watch.read();
  }
}

function pass(ms: number): void {
  clock.monotonic += ms;
  clock.wall += ms;
}

test("nothing is known before it was read", () => {
  expect([watch.epoch(), watch.isFresh(), watch.age()]).toEqual([undefined, false, Infinity]);
});

test("a read vouches for less than 900 ms, from when it began", async () => {
  const { promise, resolve } = Promise.withResolvers<Head>();
  answers.push(() => promise);
  const reading = watch.read();
  pass(600);
  resolve(head(1));
  await reading;
  expect([watch.epoch(), watch.isFresh(), watch.age()]).toEqual([1, true, 600]);
  pass(299);
  expect(watch.isFresh()).toBe(true);
  pass(1);
  expect(watch.isFresh()).toBe(false);
});

test("one that fails vouches for nothing, and the next one that does not does", async () => {
  await reads(head(1));
  pass(900);
  await expect(watch.read()).rejects.toThrow("away");
  expect(watch.isFresh()).toBe(false);
  await reads(head(1));
  expect(watch.isFresh()).toBe(true);
});

test("time that only one of the clocks has seen counts: a machine slept, or its clock was set", async () => {
  for (const [name, by] of [
    ["monotonic", 900],
    ["wall", 900],
    ["wall", -900],
  ] as const) {
    await reads(head(1));
    clock[name] += by;
    expect([name, by, watch.isFresh()]).toEqual([name, by, false]);
  }
});

test("what this process raised it to counts at once, also while a read is under way that began before", async () => {
  await reads(head(1));
  const { promise, resolve } = Promise.withResolvers<Head>();
  answers.push(() => promise);
  const reading = watch.read();
  watch.note(2);
  expect(watch.epoch()).toBe(2);
  resolve(head(1));
  await reading;
  expect([watch.epoch(), watch.isFresh()]).toEqual([2, true]);
  watch.demandSame();
});

test("what was raised before the first read counts after it", async () => {
  watch.note(7);
  expect(watch.epoch()).toBe(undefined);
  await reads(head(6));
  expect(watch.epoch()).toBe(7);
});

test("who asks for a read gets one that begins after that", async () => {
  const first = Promise.withResolvers<Head>();
  answers.push(
    () => first.promise,
    async () => head(2),
  );
  const [one, other, third] = [watch.read(), watch.read(), watch.read()];
  expect(third).toBe(other);
  first.resolve(head(1));
  await one;
  await other;
  expect([watch.epoch(), answers.length]).toEqual([2, 0]);
});

test("a database that lost changes is never vouched for again, and refused", async () => {
  for (const [name, before, after] of [
    ["an epoch that goes back", head(5, 9), head(4, 10)],
    ["an audit that is shorter", head(5, 9), head(5, 8)],
    ["another entry of the same number", head(5, 9, "a"), head(5, 9, "b")],
  ] as const) {
    watch = createEpochWatch(
      () => answers.shift()?.() ?? Promise.reject(new Error("away")),
      { monotonic: () => clock.monotonic, wall: () => clock.wall },
      (what) => lost.push(what),
    );
    lost = [];
    await reads(before);
    watch.demandSame();
    await reads(after);
    expect({ name, lost }).toEqual({ name, lost: [{ known: before, read: after }] });
    expect([watch.epoch(), watch.isFresh()]).toEqual([undefined, false]);
    expect(() => {
      watch.demandSame();
    }).toThrow("restarted");
    await reads(head(10, 20));
    expect(watch.isFresh()).toBe(false);
  }
});

test("of what this process raised it to, less is a loss as well", async () => {
  await reads(head(1));
  watch.note(2);
  await reads(head(1));
  expect(lost).toEqual([{ known: head(2, 1), read: head(1) }]);
});
