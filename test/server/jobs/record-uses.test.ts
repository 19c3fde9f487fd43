import { expect, onTestFinished, test, vi } from "vitest";
import type { Uses } from "../../../server/domain/store.ts";
import { createUseRecorder } from "../../../server/jobs/record-uses.ts";

function recorder(recordUses: (uses: readonly Uses[]) => Promise<void>) {
  const onError = vi.fn<(cause: unknown) => void>();
  const made = createUseRecorder({ store: { recordUses }, onError });
  onTestFinished(() => made.stop());
  return { ...made, onError };
}

const at = (second: number) => `2030-01-01T00:00:0${String(second)}.000Z`;
const use = (tokenId: string, second: number, ip = "192.0.2.1"): Uses => ({
  tokenId,
  count: 1,
  at: at(second),
  ip,
  by: "curl",
});

test("uses of a token are stored as one: how many, and the last one's circumstances", async () => {
  const stored: Uses[] = [];
  const { record, flush } = recorder(async (uses) => void stored.push(...uses));
  record(use("tok_a", 2, "192.0.2.2"));
  record(use("tok_b", 1));
  record(use("tok_a", 1));
  await flush();
  expect(stored).toEqual([
    { tokenId: "tok_a", count: 2, at: at(2), ip: "192.0.2.2", by: "curl" },
    { tokenId: "tok_b", count: 1, at: at(1), ip: "192.0.2.1", by: "curl" },
  ]);
});

test("nothing is stored twice, and nothing at all when nothing was used", async () => {
  const store = vi.fn<(uses: readonly Uses[]) => Promise<void>>(() => Promise.resolve());
  const { record, flush } = recorder(store);
  await flush();
  record(use("tok_a", 1));
  await Promise.all([flush(), flush()]);
  expect(store).toHaveBeenCalledTimes(1);
});

test("what could not be stored is kept and counted with what comes after", async () => {
  const stored: Uses[] = [];
  let fails = true;
  const { record, flush, onError } = recorder(async (uses) => {
    if (fails) throw new Error("away");
    stored.push(...uses);
  });
  record(use("tok_a", 1));
  await flush();
  expect(onError).toHaveBeenCalledTimes(1);
  fails = false;
  record(use("tok_a", 3));
  await flush();
  expect(stored).toEqual([{ tokenId: "tok_a", count: 2, at: at(3), ip: "192.0.2.1", by: "curl" }]);
});

test("memory is bounded while the database is away", async () => {
  const stored: Uses[] = [];
  const { record, flush } = recorder(async (uses) => void stored.push(...uses));
  for (let index = 0; index < 60_000; index += 1) record(use(`tok_${String(index)}`, 1));
  await flush();
  expect(stored).toHaveLength(50_000);
});

test("of the moves of an end that uses asked for, the last one is stored", async () => {
  const stored: Uses[] = [];
  const { record, flush } = recorder(async (uses) => void stored.push(...uses));
  const extension = (second: number) => ({ until: at(second), maxAge: "PT1M" });
  record({ ...use("tok_a", 2), extension: extension(7) });
  record({ ...use("tok_a", 1), extension: extension(6) });
  record(use("tok_a", 3));
  await flush();
  expect(stored).toEqual([{ ...use("tok_a", 3), count: 3, extension: extension(7) }]);
});

test("a use is known until it is stored, and for as long as it cannot be", async () => {
  const answers = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const waiting = [...answers];
  const { record, flush, isNoted } = recorder(() => waiting.shift()!.promise);
  record(use("tok_a", 1));
  expect([isNoted("tok_a"), isNoted("tok_b")]).toEqual([true, false]);
  const failing = flush();
  await Promise.resolve();
  record(use("tok_b", 1));
  expect([isNoted("tok_a"), isNoted("tok_b")]).toEqual([true, true]);
  answers[0]!.reject(new Error("away"));
  await failing;
  expect(isNoted("tok_a")).toBe(true);
  answers[1]!.resolve();
  await flush();
  expect([isNoted("tok_a"), isNoted("tok_b")]).toEqual([false, false]);
});
