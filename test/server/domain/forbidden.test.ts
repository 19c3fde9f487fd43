import fc from "fast-check";
import { expect, test } from "vitest";
import { problemBody } from "../../../server/contract/problem.ts";
import type { Target } from "../../../server/domain/authorization/authorize.ts";
import { forbidden } from "../../../server/domain/authorization/forbidden.ts";
import type { Rights } from "../../../server/domain/authorization/rights.ts";
import { roleRow, tokenRow } from "../../support/rows.ts";
import { everyScope, rights } from "./universe.ts";

const shop = everyScope[1]!;
const shopping = everyScope[3]!;
const target: Target = {
  type: "jeton.token",
  action: "create",
  access: "write",
  name: "ci",
  own: false,
  scope: shop,
};
const everything = { resource_type: "*", actions: ["*"], resource_names: null };
const base: Rights = {
  subject: { type: "service_account", id: "sa_1", name: "one", scope: shop, audience: null },
  token: tokenRow({ id: "tok_1" }),
  limits: { rules: [everything], within: null },
  grants: [],
};
const held = (rule: Partial<typeof everything> | { resource_names: string[] }): Rights => ({
  ...base,
  grants: [
    {
      bindingId: "rb_1",
      groupId: null,
      scope: shop,
      role: roleRow({ id: "role_1" }),
      rules: [{ ...everything, ...rule }],
      expiresAt: null,
    },
  ],
});

test.each<[Rights, string]>([
  [base, "its owner has no role there"],
  [held({ resource_type: "flow" }), "no role of its owner there allows it"],
  [held({ actions: ["@read"] }), "no role of its owner there allows it"],
  [held({ resource_names: ["cd"] }), "the roles of its owner there allow it for other names only"],
  [{ ...held({}), limits: { ...base.limits, within: shopping } }, "it is kept within `shopping`"],
  [
    {
      ...held({}),
      token: tokenRow({ id: "tok_1", mode: "read_only" }),
      limits: { ...base.limits, rules: [{ ...everything, actions: ["@read"] }] },
    },
    "it is `read_only`",
  ],
  [
    {
      ...held({}),
      token: tokenRow({ id: "tok_1", mode: "custom" }),
      limits: { ...base.limits, rules: [{ ...everything, resource_type: "flow" }] },
    },
    "its own rules leave it out",
  ],
])("a refusal says what is needed, where, and what is in the way of the caller: %#", (caller, why) => {
  expect(problemBody(forbidden(caller, "jeton.token:create", target))).toMatchObject({
    code: "forbidden",
    detail: `this needs \`jeton.token:create\` in \`shop\`, which the caller's token does not have: ${why}`,
    needs: { permission: "jeton.token:create", project: "shop" },
  });
});

test("a refusal names no project but the one asked about and the one the caller's token is kept within", () => {
  fc.assert(
    fc.property(rights, (caller) => {
      const { detail } = problemBody(forbidden(caller, "jeton.token:create", target));
      const named = [...detail.matchAll(/`(shop[^`]*|system)`/g)].map(([, name]) => name);
      const known = ["shop", caller.limits.within?.name];
      expect(named.filter((name) => !known.includes(name))).toEqual([]);
    }),
  );
});
