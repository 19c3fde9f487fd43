import fc from "fast-check";
import { expect, test } from "vitest";
import { createRates, isNoFaster } from "../../../server/domain/tokens/rates.ts";

const clockAt = (start: number): { now: number; read: () => Date } => {
  const clock = { now: start, read: () => new Date(clock.now) };
  return clock;
};

test("a bucket empties at once and fills evenly", () => {
  const clock = clockAt(1_000_000);
  const { take } = createRates(clock.read, 10);
  const limit = { requests: 3, period: "PT30S" };
  const step = (seconds: number) => {
    clock.now += seconds * 1000;
    const { allowed, remaining, fullAfter, retryAfter } = take("a", limit);
    return [allowed, remaining, fullAfter, retryAfter];
  };
  expect([step(0), step(0), step(0)]).toEqual([
    [true, 2, 10, 0],
    [true, 1, 20, 0],
    [true, 0, 30, 0],
  ]);
  expect([step(0), step(9.5), step(0.5)]).toEqual([
    [false, 0, 30, 10],
    [false, 0, 21, 1],
    [true, 0, 30, 0],
  ]);
  expect([step(25), step(0), step(0)]).toEqual([
    [true, 1, 15, 0],
    [true, 0, 25, 0],
    [false, 0, 25, 5],
  ]);
  expect(step(1_000_000)).toEqual([true, 2, 10, 0]);
});

test("in any time, no more are allowed than the bucket holds and as many as it fills by", () => {
  const limits = fc.record({
    requests: fc.integer({ min: 1, max: 1_000_000 }),
    seconds: fc.integer({ min: 1, max: 86_400 }),
  });
  const property = fc.property(limits, fc.array(fc.nat(5_000), { maxLength: 200 }), (limit, pauses) => {
    const clock = clockAt(Date.parse("2030-01-01T00:00:00Z"));
    const { take } = createRates(clock.read, 10);
    const times: number[] = [];
    for (const pause of pauses) {
      clock.now += pause;
      const quota = take("a", { requests: limit.requests, period: `PT${String(limit.seconds)}S` });
      expect(quota.retryAfter > 0).toBe(!quota.allowed);
      if (quota.allowed) times.push(clock.now);
    }
    for (const [first, from] of times.entries()) {
      for (const [last, until] of times.entries()) {
        if (last < first) continue;
        const filled = ((until - from) * limit.requests) / (limit.seconds * 1000);
        expect(last - first + 1).toBeLessThanOrEqual(limit.requests + filled + 0.001);
      }
    }
  });
  fc.assert(property, { numRuns: 100 });
});

test("who waits as long as it is told is let in", () => {
  const clock = clockAt(0);
  const { take } = createRates(clock.read, 10);
  const limit = { requests: 7, period: "PT10S" };
  const refusedTwice: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    const { allowed, retryAfter } = take("a", limit);
    clock.now += retryAfter * 1000;
    if (!allowed && !take("a", limit).allowed) refusedTwice.push(round);
  }
  expect(refusedTwice).toEqual([]);
});

test("keys are apart, and only so many are remembered: the one that asked longest ago is forgotten", () => {
  const { take } = createRates(() => new Date(0), 2);
  const limit = { requests: 1, period: "PT1H" };
  const asked = ["a", "b", "a", "c", "a", "b"].map((key) => take(key, limit).allowed);
  expect(asked).toEqual([true, true, false, true, false, true]);
});

test("a limit made wider holds at once, whatever the one before has left, and so does a clock set back", () => {
  const clock = clockAt(Date.parse("2030-01-01T00:00:00Z"));
  const { take } = createRates(clock.read, 10);
  expect(take("a", { requests: 1, period: "P1D" }).allowed).toBe(true);
  expect(take("a", { requests: 100, period: "PT10S" })).toMatchObject({ allowed: false, retryAfter: 1 });
  clock.now += 1000;
  expect(take("a", { requests: 100, period: "PT10S" }).allowed).toBe(true);
  clock.now -= 365 * 86_400_000;
  expect(take("a", { requests: 100, period: "PT10S" }).retryAfter).toBeLessThanOrEqual(10);
});

test.each([
  [null, null, true],
  [{ requests: 1, period: "PT1S" }, null, true],
  [null, { requests: 1_000_000, period: "PT1S" }, false],
  [{ requests: 10, period: "PT1M" }, { requests: 10, period: "PT60S" }, true],
  [{ requests: 10, period: "PT59S" }, { requests: 10, period: "PT60S" }, false],
  [{ requests: 11, period: "P1D" }, { requests: 10, period: "PT60S" }, false],
  [{ requests: 5, period: "PT30S" }, { requests: 10, period: "PT60S" }, true],
  [{ requests: 5, period: "PT29S" }, { requests: 10, period: "PT60S" }, false],
] as const)("%j is no faster than %j: %j", (limit, than, verdict) => {
  expect(isNoFaster(limit, than)).toBe(verdict);
});
