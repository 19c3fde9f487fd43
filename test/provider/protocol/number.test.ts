import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal } from "../../../provider/framework/value.ts";
import { fromDouble, parseNumber } from "../../../provider/protocol/number.ts";

test.each<[string, number | bigint | Decimal]>([
  ["0", 0],
  ["-0", 0],
  ["0.000", 0],
  ["42", 42],
  ["-42.0", -42],
  ["1.5", 1.5],
  ["0.1", 0.1],
  ["1e3", 1000],
  ["1E+3", 1000],
  ["12e-1", 1.2],
  ["9007199254740991", 9007199254740991],
  ["9007199254740992", 9007199254740992n],
  ["12345678901234567890", 12345678901234567890n],
  ["1e30", 10n ** 30n],
  ["0.12345678901234567890", new Decimal("0.1234567890123456789")],
  ["-3.1415926535897932384626433832795028841971", new Decimal("-3.1415926535897932384626433832795028841971")],
  ["1e-400", new Decimal(`0.${"0".repeat(399)}1`)],
  // Written out, these would fill memory.
  ["1e999999999", new Decimal("1e999999999")],
  ["1e-999999999", new Decimal("1e-999999999")],
])("%s is held as %o", (text, value) => {
  expect(parseNumber(text)).toEqual(value);
});

test("every double survives being text", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      expect(Number(parseNumber(String(double)))).toBe(double + 0);
    }),
  );
});

test("every whole number survives being text", () => {
  fc.assert(
    fc.property(fc.bigInt(), (whole) => {
      const safe = Number.isSafeInteger(Number(whole));
      expect(parseNumber(whole.toString())).toBe(safe ? Number(whole) : whole);
    }),
  );
});

test("a whole double beyond the safe ones keeps its digits", () => {
  expect(fromDouble(2 ** 60)).toBe(2n ** 60n);
  expect(Object.is(fromDouble(-0), 0)).toBe(true);
  expect(fromDouble(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
});

test.each(["", "abc", "1.2.3", "0x10", "1e", "Infinity"])("%j is no number", (text) => {
  expect(() => parseNumber(text)).toThrow("A number is not written as one.");
});
