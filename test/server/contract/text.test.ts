import { expect, test } from "vitest";
import { rule } from "../../../server/contract/rule.ts";
import {
  actionName,
  description,
  dnsLabel,
  labels,
  printableName,
  projectName,
  projectScope,
  resourceTypeName,
  setOf,
} from "../../../server/contract/text.ts";

const label63 = "a".repeat(63);
const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

test.each(["a", "0", "a-b", "a--b", "9z", label63, "xn--d1acpjx3f"])("`%s` is a DNS label", (text) => {
  expect(accepts(dnsLabel, text)).toBe(true);
});

test.each(["", "-", "-a", "a-", "A", "a_b", "a.b", "a b", "é", "a\n", `${label63}a`, "a\0", "ａ"])(
  "`%s` is no DNS label",
  (text) => {
    expect(accepts(dnsLabel, text)).toBe(false);
  },
);

const eight = Array.from({ length: 8 }, () => "a").join(".");
const longest = [label63, label63, label63, "a".repeat(61)].join(".");

test("a project is eight deep and 253 characters long at most", () => {
  expect(accepts(projectName, eight)).toBe(true);
  expect(accepts(projectName, `${eight}.a`)).toBe(false);
  expect(longest).toHaveLength(253);
  expect(accepts(projectName, longest)).toBe(true);
  expect(accepts(projectName, `${longest}a`)).toBe(false);
});

test.each(["system", "system.a", ".a", "a.", "a..b", "a.-b", "A.b"])("`%s` names no project", (name) => {
  expect(accepts(projectName, name)).toBe(false);
});

test("`system` is a scope, and what only begins with it a project", () => {
  expect(accepts(projectScope, "system")).toBe(true);
  expect(accepts(projectName, "systematic")).toBe(true);
  expect(accepts(projectName, "a.system")).toBe(true);
});

test("types may have dots and 63 characters in all, actions letters, digits and two signs", () => {
  for (const name of ["flow", "kestra.flow", label63]) expect(accepts(resourceTypeName, name)).toBe(true);
  for (const name of [`${label63}.a`, "*", "@declared", "kestra.*", "Flow", ""])
    expect(accepts(resourceTypeName, name)).toBe(false);
  for (const name of ["findOne", "a", "A-b_9", `a${"b".repeat(62)}`])
    expect(accepts(actionName, name)).toBe(true);
  for (const name of ["", "1a", "*", "@read", "a b", "a.b", `a${"b".repeat(63)}`, "é"])
    expect(accepts(actionName, name)).toBe(false);
});

test.each(["a", " ", "a b", "prod/🪙", "日本語", "🪙".repeat(128), "@own", "a*", "'; --", "é"])(
  "`%s` may name a token",
  (name) => {
    expect(accepts(printableName, name)).toBe(true);
  },
);

test.each([
  ["nothing", ""],
  ["129 characters", "a".repeat(129)],
  ["a line feed", "a\nb"],
  ["a tab", "a\tb"],
  ["U+0000", "a\0"],
  ["an escape", "a\u001b[2J"],
  ["half a character", "\ud83e"],
  ["the other half", "\udeb6"],
  ["a line separator", "a\u2028b"],
  ["a right-to-left override", "a\u202eb"],
  ["a zero-width space", "a\u200bb"],
  ["an unassigned code point", "\u0378"],
])("%s does not name a token", (_, name) => {
  expect(accepts(printableName, name)).toBe(false);
});

test("a description is up to 4,096 characters of any Unicode, counted as people count", () => {
  for (const text of [null, "", "a\nb\tc", "🪙".repeat(4096), "\u202e", "\uffff", "👨‍👩‍👧"])
    expect(accepts(description, text)).toBe(true);
  for (const text of [
    "🪙".repeat(4097),
    "a".repeat(4097),
    "\0",
    "a\0b",
    "\ud800",
    "\udc00\ud800",
    undefined,
    1,
  ]) {
    expect(accepts(description, text)).toBe(false);
  }
  expect(description.parse("  é ")).toBe("  é ");
});

test("labels have keys of a few signs, values of any Unicode, and are 64 at most", () => {
  const many = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${String(index)}`, ""]));
  expect(accepts(labels, { "team/a_b.c-d": "é\n🪙", [label63]: "x".repeat(255) })).toBe(true);
  expect(accepts(labels, many(64))).toBe(true);
  for (const map of [
    many(65),
    { "": "x" },
    { "a b": "x" },
    { [`${label63}a`]: "x" },
    { a: "x".repeat(256) },
    { a: null },
    { a: 1 },
    { a: "\0" },
    { é: "x" },
    [],
    null,
  ]) {
    expect(accepts(labels, map)).toBe(false);
  }
});

test("a set is not empty and repeats nothing", () => {
  const set = setOf(dnsLabel, 2);
  expect(accepts(set, ["a", "b"])).toBe(true);
  for (const list of [[], ["a", "a"], ["a", "b", "c"], "a", [1], [null]])
    expect(accepts(set, list)).toBe(false);
});

const full = { resource_type: "flow", actions: ["view"] };

test.each(["*", "@declared", "flow", "kestra.*", "kestra.deep.*", "jeton.token"])(
  "a rule may speak of `%s`",
  (type) => {
    expect(accepts(rule, { ...full, resource_type: type })).toBe(true);
  },
);

test.each([
  "",
  "**",
  "*.a",
  "a*",
  "a.*.b",
  "kestra.**",
  "@own",
  "@read",
  "Flow",
  ".",
  ".*",
  "a..b",
  "flow\n",
])("a rule may not speak of `%s`", (type) => {
  expect(accepts(rule, { ...full, resource_type: type })).toBe(false);
});

test("a rule's names are names, beginnings, or `@own`", () => {
  for (const name of ["a", "a b", "*", "ab*", "@own", "x".repeat(253), "é/ü"])
    expect(accepts(rule, { ...full, resource_names: [name] })).toBe(true);
  for (const name of ["", "**", "*a", "a*b", "a**", "@", "@all", "@own*", "a\nb", "\0", "x".repeat(255)]) {
    expect(accepts(rule, { ...full, resource_names: [name] })).toBe(false);
  }
  for (const names of [[], "a", ["a", "a"]])
    expect(accepts(rule, { ...full, resource_names: names })).toBe(false);
  expect(rule.parse(full)).toEqual({ ...full, resource_names: null });
  expect(rule.parse({ ...full, resource_names: null })).toEqual({ ...full, resource_names: null });
});

test("a rule's actions are names, groups or all, and never none", () => {
  for (const action of ["*", "@read", "@write", "findOne"])
    expect(accepts(rule, { ...full, actions: [action] })).toBe(true);
  for (const actions of [[], ["@own"], ["view*"], ["@admin"], [""], "view", ["view", "view"]])
    expect(accepts(rule, { ...full, actions })).toBe(false);
});
