import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  makeTokenText,
  parseTokenText,
  redactTokens,
  TOKEN_PATTERN,
  type TokenKind,
  tokenKinds,
} from "../../../server/contract/token-text.ts";
import { holdTokenTexts } from "../../support/token-texts.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const kinds = Object.keys(tokenKinds) as TokenKind[];
const COUNT = 100_000;
const texts = Array.from({ length: COUNT }, (_, index) =>
  makeTokenText(kinds[index % kinds.length]!, randomBytes),
);

test("a hundred thousand tokens are all valid, all found by the pattern, and all different", () => {
  const pattern = new RegExp(`^${TOKEN_PATTERN}$`);
  const odd = texts.filter((text, index) => {
    const parsed = parseTokenText(text);
    return !(
      parsed !== undefined &&
      parsed.kind === kinds[index % kinds.length] &&
      parsed.hint === text.slice(0, 17) &&
      parsed.lookup === text.slice(5, 17) &&
      pattern.test(text)
    );
  });
  expect(odd).toEqual([]);
  expect(new Set(texts.map((text) => text.slice(5, 17))).size).toBe(COUNT);
});

test("every character of the alphabet comes equally often, at the edges of a secret too", () => {
  for (const [from, to] of [
    [5, 49],
    [5, 6],
    [17, 18],
    [48, 49],
  ] as const) {
    const counts = new Map<string, number>();
    for (const text of texts) {
      for (const character of text.slice(from, to)) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    const expected = (COUNT * (to - from)) / ALPHABET.length;
    const chiSquare = Array.from(ALPHABET).reduce(
      (sum, character) => sum + ((counts.get(character) ?? 0) - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(62);
    // 61 degrees of freedom: exceeded once in 10^9 runs.
    expect(chiSquare).toBeLessThan(150);
  }
});

test("bytes past the last whole multiple of 62 are thrown away, so that none comes oftener", () => {
  const bytes = [
    ...Array.from({ length: 8 }, (_, index) => 248 + index),
    ...Array.from({ length: 44 }, (_, index) => index),
  ];
  let asked = 0;
  const text = makeTokenText("s", (count) => {
    asked += 1;
    return Uint8Array.from({ length: count }, (_, index) => bytes[index] ?? 255).map((byte) =>
      asked === 1 ? byte : 61,
    );
  });
  expect(text.slice(5, 49)).toBe(`${ALPHABET.slice(0, 36)}zzzzzzzz`);
});

test("the checksum is the CRC-32 of all before it, in base62", () => {
  for (const text of texts.slice(0, 1000)) {
    const value = Array.from(text.slice(-6)).reduce((sum, digit) => sum * 62 + ALPHABET.indexOf(digit), 0);
    expect(value).toBe(crc32(text.slice(0, -6)));
  }
});

test("a single wrong character is always found, wherever it is", () => {
  const accepted: string[] = [];
  for (const text of texts.slice(0, 300)) {
    for (let at = 0; at < text.length; at += 1) {
      const wrong = ALPHABET[(ALPHABET.indexOf(text.charAt(at)) + 1 + (at % 60)) % 62] ?? "_";
      const mutated = text.slice(0, at) + wrong + text.slice(at + 1);
      if (mutated !== text && parseTokenText(mutated) !== undefined) accepted.push(mutated);
    }
  }
  expect(accepted).toEqual([]);
});

test("of fifty thousand more, none is like another, hides from scanners, or survives a wrong character", () => {
  expect(holdTokenTexts(50_000)).toBe(50_000);
});

test("two neighbours changed over are found", () => {
  const accepted = texts.slice(0, 500).filter((text) => {
    for (let at = 5; at + 1 < text.length; at += 1) {
      const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
      if (swapped !== text && parseTokenText(swapped) !== undefined) return true;
    }
    return false;
  });
  expect(accepted).toEqual([]);
});

test.each([
  ["nothing", ""],
  ["a space before it", ` ${texts[0]!}`],
  ["a line feed behind it", `${texts[0]!}\n`],
  ["a character too many", `${texts[0]!}0`],
  ["a character too few", texts[0]!.slice(0, -1)],
  ["U+0000 behind it", `${texts[0]!}\0`],
  ["another kind", texts[0]!.replace(/^jtn./, "jtnz")],
  ["capitals", texts[0]!.toUpperCase()],
  ["digits of another script", texts[0]!.replace(/[0-9A-Za-z]$/, "٣")],
])("%s makes no token", (_, text) => {
  expect(parseTokenText(text)).toBeUndefined();
});

test("no text at all makes it throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(parseTokenText(text)).toBeUndefined();
    }),
  );
});

test("redacting leaves the hint and nothing of the secret, cut off or not", () => {
  for (const text of texts.slice(0, 100)) {
    for (const shown of [text, `x${text}y`, `"${text}"`, text.slice(0, 30), `${text}${text}`]) {
      const redacted = redactTokens(shown);
      expect(redacted).toContain(text.slice(0, 17));
      expect(redacted).not.toContain(text.slice(0, 18));
      expect(redacted).not.toContain(text.slice(17, 25));
    }
  }
  expect(redactTokens("`Authorization: Bearer jtn...`")).toBe("`Authorization: Bearer jtn...`");
});
