import { expect, onTestFinished, test, vi } from "vitest";
import type { OldHash } from "../../../server/domain/secrets/secrets.ts";
import { createRehashJob } from "../../../server/jobs/rehash-secrets.ts";

function job(rehash: (olds: readonly OldHash[]) => Promise<void>) {
  const onError = vi.fn<(cause: unknown) => void>();
  const made = createRehashJob({ rehash, onError });
  onTestFinished(() => made.stop());
  return { ...made, onError };
}

const old = (secretId: string): OldHash => ({ secretId, before: "a", hash: "b", saltId: "salt_2" });

test("a secret used many times is hashed anew once, together with others", async () => {
  const rehash = vi.fn<(olds: readonly OldHash[]) => Promise<void>>(() => Promise.resolve());
  const { note, flush } = job(rehash);
  await flush();
  for (const id of ["one", "two", "one", "one"]) note(old(id));
  await Promise.all([flush(), flush()]);
  expect(rehash.mock.calls).toEqual([[[old("one"), old("two")]]]);
});

test("a failure is told, and the next use tries again", async () => {
  let fails = true;
  const stored: string[] = [];
  const { note, flush, onError } = job(async (olds) => {
    if (fails) throw new Error("away");
    stored.push(...olds.map(({ secretId }) => secretId));
  });
  note(old("one"));
  await flush();
  expect([onError.mock.calls.length, stored]).toEqual([1, []]);
  fails = false;
  note(old("one"));
  await flush();
  expect(stored).toEqual(["one"]);
});

test("a transaction, and memory, hold only so many", async () => {
  const rehash = vi.fn<(olds: readonly OldHash[]) => Promise<void>>(() => Promise.resolve());
  const { note, flush } = job(rehash);
  for (let index = 0; index < 2000; index += 1) note(old(`secret-${String(index)}`));
  await flush();
  expect(rehash.mock.calls.map(([olds]) => olds.length)).toEqual([500]);
});
