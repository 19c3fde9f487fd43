import { Decimal } from "../framework/value.ts";

/** A number with no more digits than this is written out; `1e999999999` is not. */
const MOST_DIGITS = 10_000;

/** A decimal number taken apart: (negative ? -1 : 1) * digits * 10^exponent, no zero at either end of `digits`. */
interface Parts {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/**
 * A decimal text as the framework holds numbers: a whole one as a number while that is safe and else as a bigint; a
 * fraction as a number when that prints the same digits, and else as a Decimal. Throws on text that is no number.
 */
export function parseNumber(text: string): number | bigint | Decimal {
  const parts = split(text);
  if (parts.digits === "") return 0;
  if (parts.digits.length + Math.abs(parts.exponent) > MOST_DIGITS) return new Decimal(text);
  if (parts.exponent >= 0) return narrow(BigInt(plain(parts)));
  const number = Number(text);
  return sameNumber(parts, split(String(number))) ? number : new Decimal(plain(parts));
}

/** A whole number as a number where that is safe. */
export function narrow(whole: bigint): number | bigint {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : whole;
}

/** A double as the framework holds numbers; -0 is 0, and a whole number beyond the safe ones keeps all its digits. */
export function fromDouble(double: number): number | bigint {
  if (!Number.isInteger(double)) return double;
  return Number.isSafeInteger(double) ? double + 0 : BigInt(double);
}

function split(text: string): Parts {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) throw new Error("A number is not written as one.");
  const [, sign, whole = "", fraction = "", power = "0"] = match;
  const all = (whole + fraction).replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  const exponent = Number(power) - fraction.length + (all.length - digits.length);
  return { negative: sign === "-", digits, exponent: digits === "" ? 0 : exponent };
}

function sameNumber(a: Parts, b: Parts): boolean {
  return a.negative === b.negative && a.digits === b.digits && a.exponent === b.exponent;
}

function plain({ negative, digits, exponent }: Parts): string {
  const sign = negative ? "-" : "";
  if (exponent >= 0) return sign + digits + "0".repeat(exponent);
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
