import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeTokenText, tokenKinds, type TokenKind } from "../../server/contract/token-text.ts";
import { holdNoiseIsNoToken, scannerRule } from "../support/token-texts.ts";

const file = readFileSync(new URL("../../docs/gitleaks.toml", import.meta.url), "utf8");

describe("the scanner rule docs/gitleaks.toml", () => {
  it.each(Object.keys(tokenKinds) as TokenKind[])("finds tokens of kind %s wherever they stand", (kind) => {
    const token = makeTokenText(kind, randomBytes);
    for (const text of [
      token,
      `JETON_TOKEN=${token}\n`,
      `"${token}",`,
      `Bearer ${token} `,
      `https://x/?t=${token}&a=1`,
    ]) {
      expect(scannerRule.exec(text)?.[1]).toBe(token);
      expect(file.includes(`"${token.slice(0, 5)}"`)).toBe(true);
    }
  });

  it("finds nothing in a million characters of random base64", () => {
    expect(holdNoiseIsNoToken(1_000_000)).toBe(1_000_000);
  });
});
