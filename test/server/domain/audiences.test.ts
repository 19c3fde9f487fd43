import { expect, test } from "vitest";
import { demandMeantFor, isMeantFor } from "../../../server/domain/tokens/audiences.ts";

test("a token without audiences is meant for everyone, one with audiences for none but them", () => {
  const verdicts = [null, "a", "b", "", "A"].map((audience) => [
    isMeantFor({ audiences: null }, audience),
    isMeantFor({ audiences: ["a", "c"] }, audience),
  ]);
  expect(verdicts).toEqual([
    [true, false],
    [true, true],
    [true, false],
    [true, false],
    [true, false],
  ]);
});

test("a server without an address of its own says so", () => {
  expect(() => {
    demandMeantFor({ audiences: ["a"] }, null);
  }).toThrow("JETON_PUBLIC_URL is not set");
});
