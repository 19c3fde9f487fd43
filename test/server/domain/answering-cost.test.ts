import { expect, test } from "vitest";
import type { Rule } from "../../../server/contract/built-in-roles.ts";
import { answering, type Held } from "../../../server/domain/authorization/explain.ts";
import { type Grant, unlimited } from "../../../server/domain/authorization/rights.ts";
import { type Scope, systemScope } from "../../../server/domain/authorization/scopes.ts";

const MOST_MS = 3_000;
const shop: Scope = { id: "prj_1", name: "shop", chain: ["prj_1", "system"] };
const flow = { type: "flow", action: "view", access: "read", name: "nightly", own: false } as const;

const rules = Array.from({ length: 5 }, (_, rule): Rule => {
  const names = Array.from({ length: 200 }, (__, name) => `${String(rule)}-${String(name)}`);
  return { resource_type: "flow", actions: ["view"], resource_names: names };
});
/** Somebody with a thousand bindings of a role that is as long as a role may be. */
const holding = (scope: Scope): Held => {
  const grant = { bindingId: null, groupId: null, scope, rules, expiresAt: null };
  // Deciding reads nothing of the role.
  const grants = Array.from({ length: 1000 }, () => ({ ...grant, role: {} as Grant["role"] }));
  return { grants, limits: unlimited, stopped: [] };
};
const ask = (held: Held, times: number): readonly boolean[] => {
  const answer = answering("/checks");
  return Array.from({ length: times }, () => answer(held, { ...flow, scope: systemScope }));
};

test("many questions about somebody with very many rules are refused before they take long", () => {
  const start = performance.now();
  expect(() => {
    ask(holding(systemScope), 100);
  }).toThrow(
    expect.objectContaining({
      code: "validation_failed",
      errors: [expect.objectContaining({ pointer: "/checks" })],
    }),
  );
  expect(performance.now() - start).toBeLessThan(MOST_MS);
});

test("one question is answered whoever it is about, and rules elsewhere count for nothing", () => {
  expect(ask(holding(systemScope), 1)).toEqual([false]);
  expect(ask(holding(shop), 100)).toHaveLength(100);
});
