import { expect, test } from "vitest";
import { createHidden } from "../../action/hidden.ts";
import { createMasker } from "../support/masker.ts";

/** What is hidden, as a runner would show it and as we would print it. */
function hiding(secret: string): {
  shown: (text: string) => string;
  printed: (text: string) => string;
  masks: string[];
} {
  const { add, mask } = createMasker();
  const masks: string[] = [];
  const { hide, redact } = createHidden((value) => {
    masks.push(value);
    add(value);
  });
  hide(secret);
  return { shown: mask, printed: redact, masks };
}

const token = "jtns_0123456789abcdefghijklmnop";

test.each(["", "a", "ab", "user", "jeton", "x-access-token"])(
  "the Basic pair of a token is hidden, with the user '%s' and in either base64",
  (user) => {
    const { shown, printed } = hiding(token);
    for (const pair of [`${user}:${token}`, `${token}:${user}`]) {
      for (const encoding of ["base64", "base64url"] as const) {
        const encoded = Buffer.from(pair).toString(encoding);
        const core = encoded.slice(12, 40);
        for (const text of [shown(encoded), printed(encoded)]) {
          expect(text).toContain("***");
          expect(text).not.toContain(core);
        }
      }
    }
  },
);

test("of a key no line is left, and the lines around it still pass from job to job", () => {
  const body = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", "BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj", "Zw=="];
  const pem = ["-----BEGIN PRIVATE KEY-----", ...body, "-----END PRIVATE KEY-----", ""].join("\n");
  const { shown, printed, masks } = hiding(pem);
  for (const line of body) expect([shown(line), printed(line)]).toEqual(["***", "***"]);
  expect(shown("-----BEGIN PRIVATE KEY-----")).toBe("-----BEGIN PRIVATE KEY-----");
  expect(shown(JSON.stringify({ key: pem.trim() }))).toBe('{"key":"***"}');
  expect(masks.every((mask) => !mask.includes("\n"))).toBe(true);
});

test("of JSON every text is hidden, and no bracket", () => {
  const secret = JSON.stringify(
    { user: "ci-bot-7", nested: { password: 'p"ass\nword' }, list: ["four4"] },
    null,
    2,
  );
  const { shown } = hiding(secret);
  for (const leaf of ["ci-bot-7", 'p"ass', "word", "four4"]) expect(shown(leaf)).toBe("***");
  for (const structure of ["{", "}", '"nested": {', '"list": [']) expect(shown(structure)).toBe(structure);
  expect(shown(JSON.stringify(JSON.parse(secret)))).not.toMatch(/ci-bot|four4/);
});

test.each(["", " ", "a", "no", "abc"])("what is no secret for its length hides nothing: '%s'", (secret) => {
  const { masks, printed } = hiding(secret);
  expect(masks).toEqual([]);
  expect(printed("a no abc")).toBe("a no abc");
});

test("a secret is told to the runner once", () => {
  const masks: string[] = [];
  const { hide } = createHidden((mask) => masks.push(mask));
  hide(token);
  hide(`${token}\n`);
  expect(masks).toEqual([...new Set(masks)]);
  expect(masks[0]).toBe(token);
});
