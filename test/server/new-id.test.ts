import { expect, test } from "vitest";
import { createNewId } from "../../server/new-id.ts";

const uuid7 = /^sa_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("an id is a prefix and a UUIDv7 of the time it was made", () => {
  const newId = createNewId(() => 0x0193_4a5b_6c7d);
  const id = newId("sa");
  expect(id).toMatch(uuid7);
  expect(id).toMatch(/^sa_01934a5b-6c7d-7000-/);
});

test("each id sorts after the one before, however many a millisecond has and whatever the clock does", () => {
  const clock = [5_000, 5_000, 4_000, 6_000, 5_999];
  let tick = 0;
  const newId = createNewId(() => clock[Math.min(Math.floor((tick += 1) / 5_000), 4)] ?? 0);
  const ids = Array.from({ length: 25_000 }, () => newId("sa"));
  expect(ids.every((id) => uuid7.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
