import { expect, test } from "vitest";
import { age, shortDuration } from "../../../server/cli/age.ts";

/** Of k8s.io/apimachinery/pkg/util/duration/duration_test.go, `TestHumanDuration`. */
test.each([
  [1, "1s"],
  [70, "70s"],
  [190, "3m10s"],
  [70 * 60, "70m"],
  [47 * 3600, "47h"],
  [49 * 3600, "2d1h"],
  [8 * 86_400 + 2 * 3600, "8d"],
  [367 * 86_400, "367d"],
  [365 * 2 * 86_400 + 25 * 3600, "2y1d"],
  [365 * 8 * 86_400 + 2 * 3600, "8y"],
  [300, "5m"],
])("%i s are shown as kubectl shows them: %s", (seconds, shown) => {
  expect(shortDuration(seconds)).toBe(shown);
});

test("what is to come is as far away as what has been", () => {
  const now = new Date("2030-01-01T00:00:00Z");
  expect(age("2030-01-01T00:05:00Z", now)).toBe("5m");
  expect(age("2029-12-31T23:55:00Z", now)).toBe("5m");
});
