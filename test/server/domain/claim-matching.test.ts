import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failedClaims, freshEffort, matches } from "../../../server/domain/authorization/claim-matching.ts";

describe("a matcher", () => {
  test.each([
    ["repo:octo/app:*", "repo:octo/app:pull_request"],
    ["repo:octo/app:**", "repo:octo/app:ref:refs/heads/main"],
    ["repo:octo/*:ref:refs/heads/main", "repo:octo/app:ref:refs/heads/main"],
    ["refs/tags/v*.*", "refs/tags/v1.20"],
    ["refs/heads/**/hotfix", "refs/heads/a/b/hotfix"],
    ["**", "anything: at/all"],
    ["*", ""],
    ["a*b*c", "abbcbc"],
    ["main", "main"],
    ["*-*", "a*b-"],
    ["grüße-*", "grüße-👩‍👩‍👧"],
  ])("%s matches %s", (matcher, value) => {
    expect(matches(matcher, value)).toBe(true);
  });

  test.each([
    ["repo:octo/app:*", "repo:octo/app:ref:refs/heads/main", "a star stays in its segment"],
    ["repo:octo/*", "repo:octo/app/evil", "a star stays in its segment"],
    ["repo:octo/*:**", "repo:octo-evil/app:ref:x", "the end of a name is not its beginning"],
    ["main", "Main", "case counts"],
    ["main", "main\n", "a line's end is no end"],
    ["main*", "main\n", "no wildcard stands for a control character"],
    ["**", "a\u0000b", "no wildcard stands for a control character"],
    ["main", " main", "nothing is trimmed"],
    ["main", "xmain", "it is anchored at its beginning"],
    ["main", "mainx", "it is anchored at its end"],
    ["m.in", "main", "a dot is a dot"],
    ["(main|x)", "main", "it is no regular expression"],
    ["refs/heads/*", "refs/heads/a/b", "a star stays in its segment"],
    ["**", "x".repeat(2049), "what is too long matches nothing"],
  ])("%s does not match %j: %s", (matcher, value) => {
    expect(matches(matcher, value)).toBe(false);
  });

  const text = fc.string({ unit: fc.constantFrom("a", "b", "/", ":", "."), maxLength: 12 });
  const matcher = fc
    .array(fc.oneof(fc.constantFrom("*", "**"), text), { maxLength: 6 })
    .map((parts) => parts.join("").replaceAll(/\*{3,}/g, "**"));

  test("agrees with a regular expression that says the same", () => {
    fc.assert(
      fc.property(matcher, text, (pattern, value) => {
        const source = pattern
          .split(/(\*\*|\*)/)
          .map((part) => (part === "**" ? ".*" : part === "*" ? "[^/:]*" : part.replaceAll(".", "\\.")))
          .join("");
        expect(matches(pattern, value)).toBe(new RegExp(`^(?:${source})$`, "s").test(value));
      }),
      { numRuns: 3000 },
    );
  });

  test("without a wildcard it matches itself alone", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(matches(a, b)).toBe(a === b);
      }),
    );
  });
});

describe("what one decision may cost everybody else", () => {
  const MOST_MS = 2_000;
  const longest = "a".repeat(2048);
  const stars = (end: string): string => `${"*a".repeat(255)}*${end}`;
  const policies = Array.from({ length: 100 }, (_, index) => index);

  test("is a part of a second, whoever wrote both the matchers and the ID token", () => {
    const worst: [Record<string, readonly string[]>, Record<string, unknown>][] = [
      [{ x: policies.map((index) => stars(`b*${String(index)}*`)) }, { x: Array(6).fill(`${longest}0`) }],
      [{ x: policies.map((index) => `exact-${String(index)}`) }, { x: Array(200).fill("other") }],
    ];
    for (const [matchers, claims] of worst) {
      const start = performance.now();
      const effort = freshEffort();
      for (const _ of policies) expect(failedClaims(matchers, claims, effort)).toHaveLength(1);
      expect(performance.now() - start).toBeLessThan(MOST_MS);
    }
  });

  test("is spent by what takes long alone: a hundred policies of a hundred matchers are all looked at", () => {
    const effort = freshEffort();
    const matchers = { ref: policies.map((index) => `refs/heads/release-${String(index)}/*/x`), id: ["7"] };
    const claims = { ref: "refs/heads/release-99/some/x", id: 7 };
    for (const _ of policies) expect(failedClaims(matchers, claims, effort)).toEqual([]);
  });

  test("once it is spent nothing matches, whatever the matcher", () => {
    const effort = { left: 0 };
    expect(matches("main", "main", effort)).toBe(false);
    expect(matches("**", "main", effort)).toBe(false);
  });
});

describe("the claims of an ID token", () => {
  const failed = (matchers: Record<string, readonly string[]>, claims: Record<string, unknown>) =>
    failedClaims(matchers, claims).map(({ name, presented }) => [name, presented]);

  test("one matcher of each name is enough, and every name counts", () => {
    expect(failed({ ref: ["a", "b"], env: ["prod"] }, { ref: "b", env: "prod" })).toEqual([]);
    expect(failed({ ref: ["a", "b"], env: ["prod"] }, { ref: "c", env: "dev" })).toEqual([
      ["ref", '"c"'],
      ["env", '"dev"'],
    ]);
  });

  test("a claim that is missing fails, whatever the matcher", () => {
    expect(failed({ environment: ["**"] }, {})).toEqual([["environment", undefined]]);
    expect(failed({ environment: ["**"] }, { environment: null })).toEqual([["environment", "null"]]);
    expect(failed({ constructor: ["**"], toString: ["**"] }, {})).toHaveLength(2);
  });

  test("numbers and booleans are matched as they are written, lists by any of their values", () => {
    expect(
      failed({ id: ["22"], ok: ["true"], groups: ["ops"] }, { id: 22, ok: true, groups: ["x", "ops"] }),
    ).toEqual([]);
    expect(failed({ id: ["1e+21"] }, { id: 1e21 })).toHaveLength(1);
    expect(failed({ groups: ["**"] }, { groups: [] })).toHaveLength(1);
    expect(failed({ actor: ["**"] }, { actor: { name: "x" } })).toHaveLength(1);
    expect(failed({ actor: ["**"] }, { actor: [["x"]] })).toHaveLength(1);
  });
});
