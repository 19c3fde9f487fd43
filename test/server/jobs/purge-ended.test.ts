import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPurgeJob } from "../../../server/jobs/purge-ended.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const SIX_HOURS = 6 * 60 * 60 * 1000;

test("it purges every six hours, for as long as there is more, until it is stopped", async () => {
  const answers = [true, true, false, false];
  const purge = vi.fn<() => Promise<boolean>>(async () => answers.shift() ?? false);
  const job = createPurgeJob({ purge, onError: () => undefined });
  await vi.advanceTimersByTimeAsync(SIX_HOURS - 1);
  expect(purge).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(purge).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(SIX_HOURS);
  expect(purge).toHaveBeenCalledTimes(4);
  await job.stop();
  await vi.advanceTimersByTimeAsync(2 * SIX_HOURS);
  expect(purge).toHaveBeenCalledTimes(4);
});

test("a failure is told, and the next time tries again", async () => {
  let fails = true;
  const purge = vi.fn<() => Promise<boolean>>(async () => {
    if (fails) throw new Error("away");
    return false;
  });
  const onError = vi.fn<(cause: unknown) => void>();
  const job = createPurgeJob({ purge, onError });
  await job.run();
  fails = false;
  await vi.advanceTimersByTimeAsync(SIX_HOURS);
  expect([onError.mock.calls.length, purge.mock.calls.length]).toEqual([1, 2]);
  await job.stop();
});

test("stopping ends it between two batches", async () => {
  const gate = Promise.withResolvers<boolean>();
  const purge = vi.fn<() => Promise<boolean>>(() => gate.promise);
  const job = createPurgeJob({ purge, onError: () => undefined });
  void job.run();
  await vi.advanceTimersByTimeAsync(0);
  const stopped = job.stop();
  gate.resolve(true);
  await stopped;
  expect(purge).toHaveBeenCalledTimes(1);
});
