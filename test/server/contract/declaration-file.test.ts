import { Ajv } from "ajv";
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import schema from "../../../docs/declaration.schema.json" with { type: "json" };
import { readDeclarationFiles } from "../../../server/contract/declaration-file.ts";
import { declarables, declaredFields, declaredSchemas } from "../../../server/contract/declared.ts";
import { nouns } from "../../../server/contract/nouns/all.ts";
import { routes } from "../../../server/contract/routes.ts";
import { newBootstrapToken } from "../../support/server.ts";

const read = (text: string, path = "a.yaml") => readDeclarationFiles([{ path, text }]);
const documentsOf = (text: string): readonly unknown[] => {
  const result = read(text);
  if (result.type === "ok") return result.documents;
  throw new Error(JSON.stringify(result.problems));
};
/** `line:column field: detail; remedy` of each. */
const problemsOf = (text: string): readonly string[] => {
  const result = read(text);
  if (result.type === "ok") return [];
  return result.problems.map(
    ({ line, column, field, detail, remedy }) =>
      `${String(line)}:${String(column)} ${field}: ${detail}; ${remedy}`,
  );
};
const isValidInEditors = new Ajv({ strict: false, logger: false, formats: {} }).compile(schema);
const account = "kind: service_account\nname: deployer\nproject: shop\n";

test("a file holds several documents, each an object or a list, and empty ones are none", () => {
  const list = "- kind: project\n  name: &p shop\n- kind: policy\n  project: *p\n";
  expect(documentsOf(`---\n${account}---\n---\n${list}...\n---\n# nothing\n`)).toEqual([
    { kind: "service_account", name: "deployer", project: "shop" },
    { kind: "project", name: "shop" },
    { kind: "policy", project: "shop" },
  ]);
  expect(documentsOf("")).toEqual([]);
});

test("anchors and aliases stand for whole values, and places are those where a value is written", () => {
  const text =
    "- kind: role\n  name: a\n  project: shop\n  rules: &r\n    - {resource_type: flow, actions: [view]}\n" +
    "- kind: role\n  name: b\n  project: shop\n  rules: *r\n";
  const result = read(text);
  if (result.type !== "ok") throw new Error("is read");
  expect(result.documents[1]).toEqual({ ...(result.documents[0] as object), name: "b" });
  expect(result.placeOf(1, "/name")).toEqual({ path: "a.yaml", line: 7, column: 3 });
  expect(result.placeOf(1, "/rules/0/actions")).toMatchObject({ line: 5 });
  expect(result.placeOf(0, "/description")).toMatchObject({ line: 1, column: 3 });
  expect(result.placeOf(7)).toMatchObject({ line: 1 });
});

test("what YAML 1.1 took for something else is text", () => {
  const text =
    "kind: token\nservice_account_id: sa/shop/x\nname: no\nlabels: {on: yes, off: 'off', 12: 2030-01-31, a: ~b}\n";
  expect(documentsOf(text)).toMatchObject([
    { name: "no", labels: { on: "yes", off: "off", 12: "2030-01-31", a: "~b" } },
  ]);
});

test.each([
  ["the same key twice", `${account}name: other\n`, "4:1 /name: is given twice; remove one of the two"],
  [
    "a tag",
    "kind: !!str project\nname: shop",
    "1:13 /kind: has the tag `tag:yaml.org,2002:str`; remove it: tags are not taken",
  ],
  ["a tag on a list", "!!seq\n- kind: project\n  name: shop", "2:1 : has the tag `tag:yaml.org,2002:seq`"],
  ["a directive", "%YAML 1.1\n---\nkind: project\nname: no", "has a YAML directive"],
  [
    "an unknown alias",
    "kind: project\nname: *shop",
    "2:7 /name: names `shop`, which no anchor before it has",
  ],
  [
    "an alias within its anchor",
    "kind: role\nrules: &r [*r]",
    "2:12 /rules/0/0: names `r`, which holds this very alias",
  ],
  ["a merge key", `<<: {a: b}\n${account}`, "1:1 /<<: is a merge key, which YAML 1.2 does not have"],
  ["a prototype", `${account}__proto__: {}\n`, "4:1 /__proto__: is no name of a field"],
  ["a key that is no text", "[a]: b", "1:1 : is not valid YAML: With stringKeys"],
  ["a tab", "kind:\n\tproject", "is not valid YAML: Tabs"],
  ["a quote that does not end", "kind: 'project", "is not valid YAML: Missing closing 'quote"],
  [
    "a number past what is exact",
    "kind: project\nname: 99999999999999999999",
    "2:7 /name: is a number that cannot",
  ],
  ["no number", "kind: project\nname: .nan", "2:7 /name: is a number that cannot"],
])("%s is refused where it stands", (_, text, told) => {
  expect(problemsOf(text).join("\n")).toContain(told);
});

test.each([
  ["1:1 /kind: is required; add it", "name: shop"],
  ["1:1 /kind: must be one of project, ", "kind: audit_event"],
  ["1:1 : must be an object that begins with its `kind`; change it", "shop"],
  ["1:1 /name: is required; add it", "kind: project"],
  ["2:1 /name: must be a string; put it in quotes", "kind: project\nname: 08"],
  ["4:1 /disabled: must be a boolean; write `true` or `false`", `${account}disabled: no`],
  ["4:1 /colour: there is no such field; the fields are ", `${account}colour: red`],
  ["/colour: there is no such field; the fields are name, project", `${account}colour: red`],
  ["3:1 /secret: there is no such field", "kind: token\nname: a\nsecret: x"],
  ["3:1 /password: there is no such field", "kind: user\nemail: a@b.c\npassword: long-enough-to-be-one"],
  ["3:1 /rules: must have at least one rule", "kind: role\nname: a\nrules: []\nproject: b"],
  [
    "1:1 /service_account_id: exactly one of `service_account_id`, `user_id`, `role_id` is required",
    "kind: token\nname: a",
  ],
  [
    "2:1 /name: holds a token; never put a secret here",
    `kind: token
name: ${newBootstrapToken()}
user_id: a@b.c`,
  ],
])("a field that is wrong is told with its place (%#)", (told, text) => {
  const problems = problemsOf(text).join("\n");
  expect(problems).toContain(told);
});

test("all files are told about at once, each problem with its file", () => {
  const result = readDeclarationFiles([
    { path: "a.yaml", text: "kind: project" },
    { path: "b/c.yaml", text: `${account}---\nkind: project\nname: 1` },
  ]);
  expect(result).toMatchObject({
    type: "problems",
    problems: [
      { path: "a.yaml", line: 1, field: "/name" },
      { path: "b/c.yaml", line: 6, field: "/name" },
    ],
  });
});

test("one object is declared once, however it is referred to", () => {
  const member = (text: string): string =>
    `kind: group_member\ngroup_id: ${text}\nuser_id: Ann@example.com\n---\n`;
  expect(problemsOf(`${account}---\n${account}description: again\n`)).toEqual([
    "5:1 : `sa/shop/deployer` is declared already, at a.yaml:1; remove one of the two",
  ]);
  expect(problemsOf(member("shop/crew") + member("grp/shop/crew").replace("Ann", "usr/ann"))).toHaveLength(1);
});

test("aliases that name aliases end soon, and so do depth, length and number", () => {
  const bomb = ["a: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 12; level += 1) {
    const names = Array.from({ length: 9 }, () => `*a${String(level - 1)}`).join(", ");
    bomb.push(`b${String(level)}: &a${String(level)} [${names}]`);
  }
  const many = Array.from({ length: 1001 }, (_, n) => `- {kind: project, name: p${String(n)}}`).join("\n");
  expect(problemsOf(bomb.join("\n")).join()).toContain("holds more, or deeper, than a declaration can");
  expect(problemsOf(`kind: ${"[".repeat(40)}${"]".repeat(40)}`).join()).toContain("holds more, or deeper");
  expect(problemsOf("[".repeat(2_000)).join()).toContain("1:");
  expect(problemsOf(" ".repeat(1024 * 1024 + 1)).join()).toContain("have more than 1048576 characters");
  expect(problemsOf(many)).toEqual([
    expect.stringContaining("1001:3 : is one more than the 1000 objects that a declaration may have"),
  ]);
});

test("what is declared is what there is to create, but secrets, and no word of it is a noun's own", () => {
  for (const kind of declarables) {
    expect(routes).toHaveProperty([`${kind}.create`]);
    const fields = Object.keys(declaredFields(nouns[kind]));
    expect(fields.filter((field) => ["kind", "adopt", "renamed_from", "sealed_for"].includes(field))).toEqual(
      [],
    );
    expect(fields).not.toContain("secret");
    expect(fields).not.toContain("password");
    expect(Object.keys(declaredSchemas)).toContain(kind);
  }
});

test("editors take the examples, and refuse what the contract refuses", () => {
  for (const path of globSync("examples/declarations/*.yaml")) {
    const text = readFileSync(path, "utf8");
    expect(text).toContain("# yaml-language-server: $schema=../../docs/declaration.schema.json\n");
    const documents = documentsOf(text);
    expect(documents.length).toBeGreaterThan(2);
    for (const document of documents) {
      expect([isValidInEditors(document), isValidInEditors.errors]).toEqual([true, null]);
    }
    expect(isValidInEditors(documents)).toBe(true);
  }
  const wrong = [
    { kind: "no_such" },
    { kind: "project" },
    { kind: "project", name: 8 },
    { kind: "token", name: "a" },
    { kind: "role", name: "a", project: "b", rules: [] },
    { kind: "user", email: "a@b.c", password: "long-enough-to-be-one" },
  ];
  expect(wrong.filter((document) => isValidInEditors(document))).toEqual([]);
});
