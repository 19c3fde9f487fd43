import { expect, test } from "vitest";
import { keeping } from "../../../server/store/kept.ts";

test("what is kept is made once, and ever new keys push out the oldest, not memory", () => {
  const kept = keeping<string>();
  const made: string[] = [];
  const ask = (key: string): string =>
    kept(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect([ask("a"), ask("b"), ask("a")]).toEqual(["A", "B", "A"]);
  expect(made).toEqual(["a", "b"]);
  for (let index = 0; index < 499; index += 1) ask(String(index));
  made.length = 0;
  expect([ask("b"), ask("498"), ask("a")]).toEqual(["B", "498", "A"]);
  expect(made).toEqual(["a"]);
});
