import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rule } from "../../../server/contract/built-in-roles.ts";
import { coversPiece, intersect, piecesOf, ruleAllows } from "../../../server/contract/rule-matching.ts";
import { ruleFits } from "../../support/authorization/oracle.ts";
import { accessOf, everyAsk, rules } from "./universe.ts";

const runs = { numRuns: 2000 };

test("a rule allows exactly what its type, actions and names say", () => {
  fc.assert(
    fc.property(rules, (rule) => {
      expect(everyAsk.find((ask) => ruleAllows(rule, ask) !== ruleFits(rule, ask))).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test("the pieces of a rule allow together what the rule allows", () => {
  fc.assert(
    fc.property(rules, (rule) => {
      const pieces = [...piecesOf(rule)];
      const odd = everyAsk.find(
        (ask) => pieces.some((piece) => ruleFits(piece, ask)) !== ruleFits(rule, ask),
      );
      expect(odd).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test("a rule that covers a piece allows whatever the piece does, types and actions of the future included", () => {
  let covered = 0;
  fc.assert(
    fc.property(rules, rules, (wide, narrow) => {
      for (const piece of piecesOf(narrow)) {
        if (!coversPiece(wide, piece, accessOf)) continue;
        covered += 1;
        const gained = everyAsk.find((ask) => ruleFits(piece, ask) && !ruleFits(wide, ask));
        expect(gained).toBeUndefined();
      }
    }),
    runs,
  );
  // Otherwise the test would say nothing.
  expect(covered).toBeGreaterThan(50);
});

test("a rule covers its own pieces", () => {
  fc.assert(
    fc.property(rules, (rule) => {
      for (const piece of piecesOf(rule)) expect(coversPiece(rule, piece, accessOf)).toBe(true);
    }),
    runs,
  );
});

test("what two rules both allow, their intersection allows", () => {
  fc.assert(
    fc.property(rules, rules, (a, b) => {
      const both = intersect(a, b, accessOf);
      const lost = everyAsk.find(
        (ask) => ruleFits(a, ask) && ruleFits(b, ask) && !(both && ruleFits(both, ask)),
      );
      expect(lost).toBeUndefined();
    }),
    runs,
  );
});

const everything: Rule = { resource_type: "*", actions: ["*"], resource_names: null };

test("an intersection with everything is the rule itself, whichever comes first", () => {
  fc.assert(
    fc.property(rules, (rule) => {
      expect(intersect(rule, everything, accessOf)).toEqual(rule);
      expect(intersect(everything, rule, accessOf)).toEqual(rule);
    }),
  );
});

const rule = (resource_type: string, actions: string[], resource_names: string[] | null = null): Rule => ({
  resource_type,
  actions,
  resource_names,
});

test.each([
  ["two halves do not make a whole", rule("flow", ["@read", "@write"]), rule("flow", ["*"])],
  ["all actions of today are not those of tomorrow", rule("flow", ["view", "run"]), rule("flow", ["*"])],
  ["all types of today are not those of tomorrow", rule("@declared", ["*"]), rule("*", ["*"])],
  ["what is declared is not Jeton's own", rule("@declared", ["*"]), rule("jeton.token", ["read"])],
  ["a prefix is not another's beginning", rule("kestra.*", ["*"]), rule("kestra", ["view"])],
  ["one's own is not everybody's", rule("jeton.token", ["*"], ["@own"]), rule("jeton.token", ["*"])],
  ["a name that begins alike is another", rule("flow", ["*"], ["ab"]), rule("flow", ["*"], ["abc"])],
  ["a beginning is not a shorter one", rule("flow", ["*"], ["ab*"]), rule("flow", ["*"], ["a*"])],
  ["an undeclared action is no read", rule("flow", ["@read"]), rule("flow", ["list"])],
  ["a write is no read", rule("flow", ["@read"]), rule("flow", ["run"])],
  ["nor is a read of one type that of all", rule("*", ["@read"]), rule("*", ["view"])],
])("%s", (_, wide, narrow) => {
  expect([...piecesOf(narrow)].every((piece) => coversPiece(wide, piece, accessOf))).toBe(false);
});
