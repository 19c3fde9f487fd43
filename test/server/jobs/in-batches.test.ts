import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { createBatchJob } from "../../../server/jobs/in-batches.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const HOUR = 60 * 60 * 1000;

/** @param batch whether there may be more */
function job(batch: () => Promise<boolean>) {
  const done = vi.fn<() => Promise<boolean>>(batch);
  const onError = vi.fn<(cause: unknown) => void>();
  const batches = async function* () {
    while (await done()) yield;
  };
  const made = createBatchJob({ interval: HOUR, batches, onError });
  onTestFinished(() => made.stop());
  return { ...made, done, onError };
}

test("it runs at each interval, for as long as there is more, until it is stopped", async () => {
  const answers = [true, true, false, false];
  const { done, stop } = job(async () => answers.shift() ?? false);
  await vi.advanceTimersByTimeAsync(HOUR - 1);
  expect(done).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(done).toHaveBeenCalledTimes(4);
  await stop();
  await vi.advanceTimersByTimeAsync(2 * HOUR);
  expect(done).toHaveBeenCalledTimes(4);
});

test("a failure is told, and the next time tries again", async () => {
  let fails = true;
  const { run, done, onError } = job(async () => {
    if (fails) throw new Error("away");
    return false;
  });
  await run();
  fails = false;
  await vi.advanceTimersByTimeAsync(HOUR);
  expect([onError.mock.calls.length, done.mock.calls.length]).toEqual([1, 2]);
});

test("stopping ends it between two batches, and nothing runs after", async () => {
  const gate = Promise.withResolvers<boolean>();
  const { run, stop, done } = job(() => gate.promise);
  const running = run();
  await vi.advanceTimersByTimeAsync(0);
  void run();
  const stopped = stop();
  gate.resolve(true);
  await Promise.all([running, stopped]);
  expect(done).toHaveBeenCalledTimes(1);
});
