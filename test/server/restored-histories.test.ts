import { expect, test } from "vitest";
import { holdRestores } from "../support/restored-histories.ts";

test("whatever was given and taken away after a backup, nothing that the original refuses is accepted once it is restored", async () => {
  expect(await holdRestores({ runs: 3 })).toBeGreaterThan(0);
}, 120_000);
