import fc from "fast-check";
import type { Rule } from "../../../server/contract/built-in-roles.ts";
import { type Access, jetonTypes } from "../../../server/contract/permission.ts";
import type { Limits, Rights } from "../../../server/domain/authorization/rights.ts";
import type { AccessOf, Ask } from "../../../server/contract/rule-matching.ts";
import { type Scope, systemScope } from "../../../server/domain/authorization/scopes.ts";
import { isBelow, ruleFits } from "../../support/authorization/oracle.ts";
import { roleRow, tokenRow } from "../../support/rows.ts";

/** A world small enough to ask everything of it. */

/** Declared when a gift is judged. */
const declared: Readonly<Record<string, Readonly<Record<string, Access>>>> = {
  flow: { view: "read", run: "write" },
  "kestra.flow": { view: "read", run: "write" },
  "jeton.token": { read: "read", create: "write" },
};

/** Declared only later: types, and actions of types there are. */
const future: typeof declared = {
  flow: { ...declared["flow"], list: "read", stop: "write" },
  "kestra.flow": { ...declared["kestra.flow"], list: "read" },
  "kestra.deep.task": { view: "read", run: "write", list: "read" },
  kestra: { view: "read" },
  jetonish: { view: "read", run: "write" },
  "jeton.token": { ...declared["jeton.token"], introspect: "read", rotate: "write" },
  "jeton.later": { read: "read", create: "write" },
};

export const accessOf: AccessOf = (type, action) => declared[type]?.[action];

const names = [undefined, "a", "ab", "abc", "b", "@own", "@else", "a*", "*"];

/** Every concrete thing that can be asked, now and later. */
export const everyAsk: readonly Ask[] = Object.entries(future).flatMap(([type, actions]) =>
  Object.entries(actions).flatMap(([action, access]) =>
    names.flatMap((name) => [true, false].map((own) => ({ type, action, access, name, own }))),
  ),
);

const typePatterns = [
  "*",
  "@declared",
  "kestra.*",
  "kestra.deep.*",
  "jeton.*",
  "jetonish",
  "flow",
  "kestra.flow",
  "kestra.deep.task",
  "jeton.token",
];
const actionPatterns = ["*", "@read", "@write", "view", "run", "list", "read", "create", "introspect"];
const namePatterns = ["*", "@own", "a", "a*", "ab", "ab*", "b", "b*"];

export const rules: fc.Arbitrary<Rule> = fc.record({
  resource_type: fc.constantFrom(...typePatterns),
  actions: fc.uniqueArray(fc.constantFrom(...actionPatterns), { minLength: 1, maxLength: 3 }),
  resource_names: fc.option(
    fc.uniqueArray(fc.constantFrom(...namePatterns), { minLength: 1, maxLength: 3 }),
    { nil: null, freq: 2 },
  ),
});

const shop: Scope = { id: "prj_shop", name: "shop", chain: ["prj_shop", "system"] };
const pay: Scope = { id: "prj_pay", name: "shop.pay", chain: ["prj_pay", "prj_shop", "system"] };
const shopping: Scope = { id: "prj_shopping", name: "shopping", chain: ["prj_shopping", "system"] };
export const everyScope: readonly Scope[] = [systemScope, shop, pay, shopping];

export const times = ["2030-01-01T00:00:00.000Z", "2031-01-01T00:00:00.000Z"] as const;
export const ends = fc.constantFrom(null, ...times);

const limits: fc.Arbitrary<Limits> = fc.record({
  rules: fc.oneof(
    fc.constant<readonly Rule[]>([{ resource_type: "*", actions: ["*"], resource_names: null }]),
    fc.constant<readonly Rule[]>([{ resource_type: "*", actions: ["@read"], resource_names: null }]),
    fc.array(rules, { minLength: 1, maxLength: 3 }),
  ),
  within: fc.constantFrom(null, ...everyScope),
});

/** A caller of any kind. */
export const rights: fc.Arbitrary<Rights> = fc
  .record({
    limits,
    grants: fc.array(
      fc.record({
        scope: fc.constantFrom(...everyScope),
        rules: fc.array(rules, { minLength: 1, maxLength: 3 }),
        expiresAt: ends,
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ limits: limited, grants }) => ({
    subject: { type: "service_account", id: "sa_1", name: "one", scope: systemScope, audience: null },
    token: tokenRow({ id: "tok_1" }),
    limits: limited,
    grants: grants.map((grant) => ({
      ...grant,
      role: roleRow({ id: "role_1", rules: grant.rules }),
      bindingId: "rb_1",
      groupId: null,
    })),
  }));

/** What a caller may do at a time. */
export function oracleAuthorizes(
  { grants, limits: { rules: limit, within } }: Rights,
  { ask, scope, at }: { ask: Ask; scope: Scope; at?: string },
): boolean {
  return (
    (within === null || isBelow(scope.name, within.name)) &&
    limit.some((rule) => ruleFits(rule, ask)) &&
    grants.some(
      (grant) =>
        (at === undefined || grant.expiresAt === null || grant.expiresAt > at) &&
        isBelow(scope.name, grant.scope.name) &&
        grant.rules.some((rule) => ruleFits(rule, ask)),
    )
  );
}

/** Jeton's own permissions, as text. */
export const everyPermission = Object.entries(jetonTypes).flatMap(([type, actions]) =>
  Object.keys(actions).map((action) => `${type}:${action}`),
);
