import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Route } from "../../../server/contract/route.ts";
import { createAdmission } from "../../../server/http/admission.ts";

const administration: Route = { method: "GET", path: "/", status: 200, summary: "" };
const verification: Route = { ...administration, urgency: "verification" };
const health: Route = { ...administration, urgency: "health" };
const busy = { code: "unavailable", retryAfter: 2 };

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** Turns of the event loop, in which a few begin each. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
};

/** Tasks that last until they are told, of an admission whose process is as late as it is told. */
function world() {
  let late = 0;
  const admission = createAdmission({ start: () => undefined, stop: () => undefined, now: () => late });
  const running: { callerId: string; end: () => void }[] = [];
  const ask = (callerId: string, route: Route = administration): Promise<void> =>
    admission.inTurn(route, callerId, () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      running.push({ callerId, end: resolve });
      return promise;
    });
  return {
    admission,
    ask,
    running,
    beLate: (ms: number) => void (late = ms),
    endOne: async () => {
      running.shift()?.end();
      await settle();
    },
  };
}

test("sixty-four run at a time, of one caller half of them, and the next goes on when one ends", async () => {
  const { ask, running, endOne } = world();
  const of = (callerId: string): number => running.filter((one) => one.callerId === callerId).length;
  for (let index = 0; index < 100; index += 1) void ask("greedy");
  await settle();
  expect(of("greedy")).toBe(32);
  for (let index = 0; index < 50; index += 1) void ask(`other-${String(index % 5)}`);
  await settle();
  expect([running.length, of("greedy")]).toEqual([64, 32]);
  for (let ended = 0; ended < 70; ended += 1) {
    await endOne();
    expect(running.length).toBeLessThanOrEqual(64);
    expect(of("greedy")).toBeLessThanOrEqual(32);
  }
});

test("a process that is behind takes on eight at a time, and more again once it is not", async () => {
  const { ask, running, endOne, beLate } = world();
  beLate(500);
  for (let index = 0; index < 200; index += 1) void ask(`caller-${String(index)}`);
  await settle();
  expect(running).toHaveLength(8);
  await endOne();
  expect(running).toHaveLength(8);
  beLate(10);
  await endOne();
  await settle();
  expect(running).toHaveLength(64);
});

test("who waits too long, or behind too many, is told when to come back; verification and health wait for nobody", async () => {
  const { ask, running, admission } = world();
  const begun = Array.from({ length: 64 }, (_, index) => ask(`caller-${String(index)}`));
  await settle();
  const waiting = Array.from({ length: 1000 }, (_, index) => ask(`caller-${String(index)}`));
  await settle();
  expect([begun.length, running.length]).toEqual([64, 64]);
  await expect(ask("one-more")).rejects.toMatchObject(busy);
  void ask("verifier", verification);
  // At once, not even in the next turn.
  expect(running.at(-1)?.callerId).toBe("verifier");
  await expect(admission.inTurn(health, "prober", async () => "ok")).resolves.toBe("ok");
  const ends = waiting.map((one) => one.then(String, (cause: unknown) => cause));
  await vi.advanceTimersByTimeAsync(10_000);
  for (const end of await Promise.all(ends)) expect(end).toMatchObject(busy);
  // Nobody is left in the line, and the line is there for others.
  void ask("later");
  for (const one of running.splice(0, 40)) one.end();
  await settle();
  expect(running.at(-1)?.callerId).toBe("later");
});

test("a failing task gives its turn back", async () => {
  const { ask, admission, running } = world();
  for (let index = 0; index < 100; index += 1) {
    const failing = admission
      .inTurn(administration, "caller", () => Promise.reject(new Error("failed")))
      .catch(String);
    await settle();
    expect(await failing).toBe("Error: failed");
  }
  for (let index = 0; index < 32; index += 1) void ask("caller");
  await settle();
  expect(running).toHaveLength(32);
});

test("beyond four thousand requests under way even verification is refused, and health never is", async () => {
  const { admission } = world();
  const pending = Promise.withResolvers<string>();
  const all = Array.from({ length: 4096 }, () => admission.counting(verification, () => pending.promise));
  expect(() => admission.counting(verification, () => "x")).toThrow(expect.objectContaining(busy) as Error);
  expect(admission.counting(health, () => "ok")).toBe("ok");
  pending.resolve("done");
  await Promise.all(all.map(async (one) => one));
  expect(admission.counting(verification, () => "again")).toBe("again");
  expect(() =>
    admission.counting(verification, () => {
      throw new Error("thrown");
    }),
  ).toThrow("thrown");
  expect(admission.counting(verification, () => "and again")).toBe("and again");
});
