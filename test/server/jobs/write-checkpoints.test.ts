import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ChainEnd } from "../../../server/domain/store.ts";
import { createCheckpointJob } from "../../../server/jobs/write-checkpoints.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const MINUTE = 60_000;
const end = (sequence: number): ChainEnd => ({ sequence, hash: `hash of ${String(sequence)}` });

function start(covered: number) {
  const world = { head: end(covered), isFull: false, written: [] as ChainEnd[], problems: [] as unknown[] };
  const job = createCheckpointJob({
    store: { auditHead: async () => world.head },
    covered,
    append: async (head) => {
      if (world.isFull) throw new Error("disk full");
      world.written.push(head);
    },
    onError: (cause) => world.problems.push(cause),
  });
  return { world, job };
}

test("a checkpoint is written each minute in which the audit grew, and at the end", async () => {
  const { world, job } = start(3);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(world.written).toEqual([]);
  world.head = end(5);
  await vi.advanceTimersByTimeAsync(MINUTE - 1);
  expect(world.written).toEqual([]);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(world.written).toEqual([end(5)]);
  world.head = end(6);
  await job.stop();
  expect(world.written).toEqual([end(5), end(6)]);
  world.head = end(7);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(world.written).toHaveLength(2);
});

test("one that could not be written is told of, and written the next time", async () => {
  const { world, job } = start(0);
  world.head = end(1);
  world.isFull = true;
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect([world.written, world.problems]).toEqual([[], [new Error("disk full")]]);
  world.isFull = false;
  await job.write();
  expect(world.written).toEqual([end(1)]);
  await job.stop();
  expect(world.written).toHaveLength(1);
});
