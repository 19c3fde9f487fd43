import { expect, test } from "vitest";
import type { Rule } from "../../../server/contract/built-in-roles.ts";
import { demandHolds, giftsOfToken } from "../../../server/domain/authorization/escalation.ts";
import type { Grant, Limits, Rights } from "../../../server/domain/authorization/rights.ts";
import { unlimited } from "../../../server/domain/authorization/rights.ts";
import { systemScope } from "../../../server/domain/authorization/scopes.ts";

/** What an owner of very many long roles may cost everybody else: the decision is made in one go. */
const ROLES = 100;
const NAMES = 200;
const MOST_MS = 2_000;

const rulesOf = (role: number): readonly Rule[] =>
  Array.from({ length: 5 }, (_, rule) => ({
    resource_type: "flow",
    actions: ["view"],
    resource_names: Array.from({ length: NAMES }, (__, name) => `n-${[role, rule, name].join("-")}`),
  }));
const grants = Array.from({ length: ROLES }, (_, role): Grant => {
  // Deciding reads none of a role's other columns.
  const row = { id: `role_${String(role)}` } as Grant["role"];
  return {
    bindingId: null,
    groupId: null,
    scope: systemScope,
    role: row,
    rules: rulesOf(role),
    expiresAt: null,
  };
});
// Nor anything of the subject and its token.
const rights = { subject: {}, token: {}, grants, limits: unlimited } as unknown as Rights;
const accessOf = () => "read" as const;
const give = (limits: Limits): void => {
  demandHolds(rights, giftsOfToken(grants, { limits, expiresAt: null }, accessOf), accessOf);
};

test("an owner of a hundred roles with a thousand names each gives itself all of them quickly", () => {
  const start = performance.now();
  give(unlimited);
  expect(performance.now() - start).toBeLessThan(MOST_MS);
});

test("what would take long to compare is refused at once, and says what to do", () => {
  const start = performance.now();
  const otherwise = rulesOf(0).map((rule) => ({ ...rule, actions: ["view", "list"] }));
  const everyName = Array.from({ length: ROLES }, (_, role) => rulesOf(role)).flat();
  const refusal = expect.objectContaining({
    code: "wrong_state",
    message: expect.stringContaining("use fewer of them, or `*`"),
  });
  expect(() => give({ rules: rulesOf(0), within: null })).toThrow(refusal);
  const gift = { rules: [...otherwise, ...everyName], scope: systemScope, until: null };
  expect(() =>
    demandHolds({ ...rights, limits: { rules: rulesOf(0), within: null } }, [gift], accessOf),
  ).toThrow(refusal);
  expect(performance.now() - start).toBeLessThan(MOST_MS);
});
