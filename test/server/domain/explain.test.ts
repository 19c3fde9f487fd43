import fc from "fast-check";
import { expect, test } from "vitest";
import { stopsOf } from "../../../server/domain/authorization/asked-subject.ts";
import { authorize, type Target } from "../../../server/domain/authorization/authorize.ts";
import { explain, type Holding } from "../../../server/domain/authorization/explain.ts";
import type { Grant } from "../../../server/domain/authorization/rights.ts";
import { noPolicy } from "../../../server/domain/tokens/policies.ts";
import { offenceOf } from "../../../server/domain/tokens/token-offence.ts";
import { isUsable } from "../../../server/domain/tokens/token-state.ts";
import { tokenRow } from "../../support/rows.ts";
import { ruleFits } from "../../support/authorization/oracle.ts";
import { everyAsk, everyScope, oracleAuthorizes, rights } from "./universe.ts";

const targets: fc.Arbitrary<Target> = fc
  .record({ ask: fc.constantFrom(...everyAsk), scope: fc.constantFrom(...everyScope) })
  .map(({ ask, scope }) => ({ ...ask, scope }));
const cases = fc.record({
  held: rights.map((caller) => ({ ...caller, stopped: [] })),
  ended: rights.map(({ grants }) => grants),
  some: fc.array(targets, { minLength: 20, maxLength: 20 }),
});

/** What one holding gives by itself. */
const rulesOf = ({ grant, ruleIndex }: Holding): Grant["rules"] =>
  grant.rules.filter((_, index) => ruleIndex === null || index === ruleIndex);

test("an explanation and the decision never disagree, and what is missing is named exactly when it denies", () => {
  let allowed = 0;
  fc.assert(
    fc.property(cases, ({ held, ended, some }) => {
      for (const target of some) {
        const explained = explain(held, ended, target);
        expect(explained.allowed).toBe(authorize(held, target));
        expect(explained.allowed).toBe(oracleAuthorizes(held, { ask: target, scope: target.scope }));
        expect(explained.missing.length === 0).toBe(explained.allowed);
        expect(explained.allowedBy.length > 0).toBe(explained.allowed);
        allowed += Number(explained.allowed);
      }
    }),
    { numRuns: 1000 },
  );
  expect(allowed).toBeGreaterThan(500);
});

test("each rule that is named allows it by itself, and without all of them it is denied", () => {
  fc.assert(
    fc.property(cases, ({ held, ended, some }) => {
      for (const target of some) {
        const { allowed, allowedBy } = explain(held, ended, target);
        if (!allowed) continue;
        for (const holding of allowedBy) {
          const alone = [{ ...holding.grant, rules: rulesOf(holding) }];
          expect(authorize({ ...held, grants: alone }, target)).toBe(true);
        }
        const others = held.grants.map((grant) => ({
          ...grant,
          rules: grant.rules.filter(
            (_, index) => !allowedBy.some((by) => by.grant === grant && by.ruleIndex === index),
          ),
        }));
        expect(authorize({ ...held, grants: others }, target)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test("what is missing is all that is missing: with it the answer is yes", () => {
  const seen = new Set<string>();
  const everything = { resource_type: "*", actions: ["*"], resource_names: null };
  fc.assert(
    fc.property(cases, ({ held, ended, some }) => {
      for (const target of some) {
        const { missing } = explain(held, ended, target);
        const codes = missing.map(({ code }) => code);
        for (const code of codes) seen.add(code);
        const lacksRole = codes.some((code) => !["outside_within", "not_in_mode"].includes(code));
        const mended = {
          limits: {
            within: codes.includes("outside_within") ? null : held.limits.within,
            rules: codes.includes("not_in_mode") ? [everything] : held.limits.rules,
          },
          grants: lacksRole ? [{ ...fullGrant, scope: target.scope, rules: [everything] }] : held.grants,
        };
        expect(authorize(mended, target)).toBe(true);
        for (const { code, nearest } of missing) {
          // A binding that has ended would allow it, any other rule that is named does not.
          const would = nearest.flatMap(rulesOf).map((rule) => ruleFits(rule, target));
          expect(would.every((yes) => yes === (code === "binding_expired"))).toBe(true);
        }
      }
    }),
    { numRuns: 1000 },
  );
  expect([...seen].toSorted()).toEqual([
    "binding_expired",
    "no_role",
    "no_rule_for_action",
    "no_rule_for_name",
    "no_rule_for_type",
    "not_in_mode",
    "outside_within",
  ]);
});

test("what stops somebody altogether is named first, and denies whatever they hold", () => {
  fc.assert(
    fc.property(cases, ({ held, ended, some }) => {
      const stopped = ["token_expired", "owner_disabled"] as const;
      for (const target of some) {
        const explained = explain({ ...held, stopped }, ended, target);
        expect(explained).toMatchObject({ allowed: false, allowedBy: [] });
        expect(explained.missing.slice(0, 2).map(({ code }) => code)).toEqual(stopped);
        expect(explained.missing.slice(2)).toEqual(explain(held, ended, target).missing);
      }
    }),
  );
});

test("what stops a token is named exactly when it is not usable", () => {
  const now = "2030-01-01T00:00:00.000Z";
  const instant = fc.constantFrom(null, "2029-12-31T23:59:59.999Z", now, "2030-01-01T00:00:00.001Z");
  const tokens = fc
    .record({
      revoked_at: fc.option(fc.constant(now)),
      expires_at: instant,
      not_before: instant,
      disabled: fc.boolean(),
      usage_limit: fc.option(fc.integer({ min: 1, max: 3 })),
      uses: fc.integer({ min: 0, max: 4 }),
    })
    .map((row) => tokenRow({ id: "tok_1", created_at: "2029-12-31T23:00:00.000Z", ...row }));
  const policies = fc.constantFrom(
    noPolicy,
    { ...noPolicy, allow_never: false },
    { ...noPolicy, allow_never: false, max_lifetime: "PT1H" },
  );
  fc.assert(
    fc.property(tokens, policies, (token, policy) => {
      const isAllowed = isUsable(token, now) && offenceOf(token, policy) === undefined;
      expect(stopsOf(token, now, policy).length === 0).toBe(isAllowed);
    }),
    { numRuns: 1000 },
  );
});

const fullGrant: Grant = fc
  .sample(rights, { numRuns: 100, seed: 1 })
  .flatMap(({ grants }) => grants)
  .at(0)!;
