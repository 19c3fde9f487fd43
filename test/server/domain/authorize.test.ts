import fc from "fast-check";
import { expect, test } from "vitest";
import { authorize, sees } from "../../../server/domain/authorization/authorize.ts";
import { demandHolds, giftsOfToken } from "../../../server/domain/authorization/escalation.ts";
import { endsNoLater } from "../../../server/domain/tokens/token-end.ts";
import type { Rights } from "../../../server/domain/authorization/rights.ts";
import { systemScope } from "../../../server/domain/authorization/scopes.ts";
import {
  accessOf,
  ends,
  everyAsk,
  everyPermission,
  everyScope,
  oracleAuthorizes,
  rights,
  rules,
  times,
} from "./universe.ts";

/** Every fifth ask, another fifth each run: all are asked often enough. */
const some = fc.integer({ min: 0, max: 4 }).map((rest) => everyAsk.filter((_, index) => index % 5 === rest));

test("a token may do what its owner may and its mode and `within` leave, and nothing else", () => {
  fc.assert(
    fc.property(rights, some, (caller, asks) => {
      const odd = everyScope.find((scope) =>
        asks.some((ask) => authorize(caller, { ...ask, scope }) !== oracleAuthorizes(caller, { ask, scope })),
      );
      expect(odd).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

const lapses = [times[0], times[1], "2032-01-01T00:00:00.000Z"].map((end) =>
  new Date(Date.parse(end) - 1).toISOString(),
);

function gives(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

test("whoever may give rules at a scope until a time may do, there and for as long, all that they allow", () => {
  let given = 0;
  fc.assert(
    fc.property(
      fc.record({
        caller: rights,
        rule: rules,
        scope: fc.constantFrom(...everyScope),
        until: ends,
        asks: some,
      }),
      ({ caller, rule, scope, until, asks }) => {
        const gift = { rules: [rule], scope, until };
        if (
          !gives(() => {
            demandHolds(caller, [gift], accessOf);
          })
        )
          return;
        given += 1;
        const receiver: Rights = {
          ...caller,
          limits: { rules: [{ resource_type: "*", actions: ["*"], resource_names: null }], within: null },
          grants: [{ ...caller.grants[0]!, scope, rules: [rule], expiresAt: until }],
        };
        for (const at of lapses) {
          for (const place of everyScope) {
            const gained = asks.find(
              (ask) =>
                oracleAuthorizes(receiver, { ask, scope: place, at }) &&
                !oracleAuthorizes(caller, { ask, scope: place, at }),
            );
            expect(gained).toBeUndefined();
          }
        }
      },
    ),
    { numRuns: 3000 },
  );
  expect(given).toBeGreaterThan(20);
});

test("whoever may make a token may do all that its bearer will", () => {
  let given = 0;
  fc.assert(
    fc.property(
      fc.record({ caller: rights, bearer: rights, expiresAt: ends, asks: some }),
      ({ caller, bearer, expiresAt, asks }) => {
        const gifts = giftsOfToken(bearer.grants, { limits: bearer.limits, expiresAt }, accessOf);
        if (
          !gives(() => {
            demandHolds(caller, gifts, accessOf);
          })
        )
          return;
        given += 1;
        for (const at of lapses.filter((time) => expiresAt === null || time < expiresAt)) {
          for (const scope of everyScope) {
            const gained = asks.find(
              (ask) =>
                oracleAuthorizes(bearer, { ask, scope, at }) && !oracleAuthorizes(caller, { ask, scope, at }),
            );
            expect(gained).toBeUndefined();
          }
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(given).toBeGreaterThan(20);
});

test("a full-access token of the same owner may be made by a full-access one", () => {
  fc.assert(
    fc.property(rights, (caller) => {
      const full = {
        ...caller,
        limits: { rules: [{ resource_type: "*", actions: ["*"], resource_names: null }], within: null },
      };
      const gifts = giftsOfToken(full.grants, { limits: full.limits, expiresAt: null }, accessOf);
      expect(
        gives(() => {
          demandHolds(full, gifts, accessOf);
        }),
      ).toBe(true);
    }),
  );
});

const nobody: Rights = {
  ...fc.sample(rights, 1)[0]!,
  grants: [],
  limits: { rules: [], within: null },
};

test("a token without any right may read, rotate and revoke itself, and do nothing else to itself", () => {
  const allowed = everyPermission.filter((permission) => {
    const [type = "", action = ""] = permission.split(":");
    const target = {
      type,
      action,
      access: "write",
      name: "x",
      own: true,
      self: true,
      scope: systemScope,
    } as const;
    return authorize(nobody, target);
  });
  expect(allowed).toEqual(["jeton.token:read", "jeton.token:rotate", "jeton.token:revoke"]);
});

test("a right on what is one's own shows no scope; a right on one name does", () => {
  const some = fc.sample(rights, 50).find(({ grants }) => grants.length > 0)!.grants[0]!;
  const grant = (names: string[]): Rights => ({
    ...nobody,
    grants: [
      {
        ...some,
        scope: everyScope[1]!,
        rules: [{ resource_type: "jeton.token", actions: ["*"], resource_names: names }],
        expiresAt: null,
      },
    ],
  });
  expect(sees(grant(["@own"]), everyScope[1]!)).toBe(false);
  expect(sees(grant(["x"]), everyScope[1]!)).toBe(true);
  expect(sees(grant(["x"]), everyScope[2]!)).toBe(true);
  expect(sees(grant(["x"]), everyScope[3]!)).toBe(false);
  expect(sees(grant(["x"]), systemScope)).toBe(false);
});

test("an end is no later than never, and never no later than an end", () => {
  expect(endsNoLater(times[0], null)).toBe(true);
  expect(endsNoLater(null, times[0])).toBe(false);
  expect(endsNoLater(times[0], times[0])).toBe(true);
  expect(endsNoLater(times[1], times[0])).toBe(false);
});
