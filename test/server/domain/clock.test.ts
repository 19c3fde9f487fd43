import { expect, test } from "vitest";
import { createClock } from "../../../server/domain/clock.ts";

const START = Date.parse("2030-01-31T08:00:00Z");

/** A machine with its clocks, and a database with another that answers late by a half each way. */
function world() {
  const here = { wall: START, monotonic: 1000 };
  let there = START;
  const pass = (ms: number): void => {
    here.wall += ms;
    here.monotonic += ms;
    there += ms;
  };
  const clock = createClock({ wall: () => here.wall, monotonic: () => here.monotonic });
  return {
    clock,
    here,
    pass,
    off: () => clock.now().getTime() - there,
    setThere: (ms: number) => void (there += ms),
    follow: (before: number, after = before) =>
      clock.follow(async () => {
        pass(before);
        const told = new Date(there);
        pass(after);
        return told;
      }),
  };
}

test("without another clock it is the machine's, whatever that is set to", async () => {
  const { clock, here } = world();
  await clock.follow(async () => undefined);
  here.wall += 3600_000;
  expect(clock.now().getTime()).toBe(here.wall);
  expect(clock.ahead()).toBe(0);
});

test("without another clock, set back it goes on, and set forward by mistake and back it is right again", async () => {
  const { clock, here, off, pass } = world();
  here.wall -= 3600_000;
  pass(500);
  expect([off(), clock.ahead()]).toEqual([0, -3600_000]);
  here.wall += 25 * 3600_000;
  expect([off(), clock.ahead()]).toEqual([24 * 3600_000, 0]);
  here.wall -= 24 * 3600_000;
  pass(500);
  expect([off(), clock.ahead()]).toEqual([0, 0]);
  // A machine that slept: what only goes on stood still.
  here.wall += 60_000;
  expect(off()).toBe(60_000);
});

test("it is right to half the time that an answer takes, and better once one came quicker", async () => {
  const { off, follow, here } = world();
  here.wall -= 3600_000;
  await follow(0, 400);
  expect(Math.abs(off())).toBe(200);
  await follow(5);
  expect(Math.abs(off())).toBeLessThanOrEqual(5);
  // What comes late makes it no worse.
  for (const [before, after] of [
    [0, 3000],
    [3000, 0],
    [1000, 1000],
  ] as const) {
    await follow(before, after);
    expect(Math.abs(off())).toBeLessThanOrEqual(5);
  }
});

test("setting the machine's clock changes nothing but what is told of it", async () => {
  const { clock, off, follow, here, pass } = world();
  await follow(1);
  for (const jump of [3600_000, -7200_000]) {
    const before = clock.ahead();
    here.wall += jump;
    pass(500);
    expect(off()).toBe(0);
    expect(clock.ahead() - before).toBe(jump);
  }
});

test("it goes along when the other clock is set, and when the machine had slept", async () => {
  const { off, follow, setThere } = world();
  await follow(1);
  for (const jump of [60_000, -60_000]) {
    setThere(jump);
    expect(Math.abs(off() + jump)).toBeLessThanOrEqual(1);
    await follow(1);
    expect(Math.abs(off())).toBeLessThanOrEqual(1);
  }
});

test("it goes on while nobody answers", async () => {
  const { clock, off, follow, pass } = world();
  await follow(1);
  await expect(clock.follow(() => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  pass(10_000);
  expect(off()).toBe(0);
});
