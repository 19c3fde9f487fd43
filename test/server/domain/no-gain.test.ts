import { expect, test } from "vitest";
import { letAttackersLoose } from "../../support/no-gain.ts";

test("nobody gains by anything they do", async () => {
  const done = await letAttackersLoose({ runs: 15 });
  // A server that refuses everything would pass, too.
  const total = [...done.values()].reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThan(30);
  expect(done.size).toBeGreaterThan(5);
});
