import { expect, test } from "vitest";
import type { Attributes, Schema } from "../../../provider/framework/attribute.ts";
import { createServer } from "../../../provider/framework/create-server.ts";
import { error } from "../../../provider/framework/diagnostic.ts";
import { pathText } from "../../../provider/framework/path.ts";
import type { Resource } from "../../../provider/framework/resource.ts";
import { mapObject, type ObjectValue, UNKNOWN, type Value } from "../../../provider/framework/value.ts";

const small = { validate: (text: string) => (text.length > 3 ? "At most 3 characters." : undefined) };
const some = {
  validateCollection: (all: readonly Value[]) => (all.length === 0 ? "At least one." : undefined),
};
const base = { description: "An attribute.", optional: true } as const;

const attributes: Attributes = {
  name: { ...base, type: "string", ...small },
  list: { ...base, type: { list: "string" }, ...small, ...some },
  set: { ...base, type: { set: "string" }, ...small, ...some },
  map: { ...base, type: { map: "string" }, ...small },
  one: { ...base, type: { nesting: "single", attributes: { text: { ...base, type: "string", ...small } } } },
  rules: {
    ...base,
    type: { nesting: "list", attributes: { text: { ...base, type: "string", ...small } } },
    ...some,
  },
  bag: { ...base, type: { nesting: "set", attributes: { text: { ...base, type: "string", ...small } } } },
  secret: { ...base, type: "string", writeOnly: true },
};

const thing = (schema: Partial<Schema>, more: Partial<Resource<null>> = {}): Resource<null> => ({
  typeName: "shop_thing",
  schema: { version: 0, description: "A thing.", attributes, ...schema },
  create: () => ({}),
  read: () => ({}),
  update: () => ({}),
  delete: () => ({}),
  importState: () => ({}),
  ...more,
});

async function problems(
  values: ObjectValue,
  schema: Partial<Schema> = {},
  more: Partial<Resource<null>> = {},
) {
  const provider = {
    schema: { version: 0, description: "", attributes: {} },
    configure: () => ({ client: null }),
  };
  const server = createServer<null>({ provider, resources: [thing(schema, more)] });
  const config = { ...mapObject(schema.attributes ?? attributes, () => null), ...values };
  const { diagnostics } = await server.validateResource("shop_thing", config, { writeOnlyAllowed: false });
  return diagnostics.map(({ path, detail }) => `${path ? pathText(path) : "-"}: ${detail}`);
}

test("a validator's complaint carries the path, into lists, maps and nested attributes", async () => {
  expect(
    await problems({
      name: "long",
      list: ["ok", "long"],
      map: { a: "long" },
      one: { text: "long" },
      rules: [{ text: "ok" }, { text: "long" }],
    }),
  ).toEqual([
    "name: At most 3 characters.",
    "list[1]: At most 3 characters.",
    'map["a"]: At most 3 characters.',
    "one.text: At most 3 characters.",
    "rules[1].text: At most 3 characters.",
  ]);
});

test("a complaint about an element of a set is about the set, whose elements have no address", async () => {
  expect(await problems({ set: ["long"], bag: [{ text: "long" }] })).toEqual([
    "set: At most 3 characters.",
    "bag: At most 3 characters.",
  ]);
});

test("a collection is validated as a whole too, with whatever elements", async () => {
  expect(await problems({ list: [], set: [UNKNOWN], rules: [] })).toEqual([
    "list: At least one.",
    "rules: At least one.",
  ]);
});

test("null and unknown values pass every validator", async () => {
  const unknown: ObjectValue = {
    name: UNKNOWN,
    list: [UNKNOWN, null],
    map: { a: UNKNOWN },
    one: { text: UNKNOWN },
    rules: [UNKNOWN],
  };
  expect(await problems(unknown)).toEqual([]);
  expect(await problems({})).toEqual([]);
});

test("a write-only value is refused where Terraform would store it", async () => {
  const [problem] = await problems({ secret: "hush" });
  expect(problem).toMatch(/^secret: .*Upgrade Terraform/);
  expect(problem).not.toContain("hush");
});

test("exactly one of a group: none and two are errors, an unknown one is not", async () => {
  const group = { exactlyOneOf: [["name", "list", "one"]] };
  const detail = "Exactly one of name, list, one must be set.";
  expect(await problems({}, group)).toEqual([`-: ${detail}`]);
  expect(await problems({ name: "a" }, group)).toEqual([]);
  expect(await problems({ name: "a", one: { text: null } }, group)).toEqual([`one: ${detail}`]);
  expect(await problems({ name: UNKNOWN }, group)).toEqual([]);
  expect(await problems({ name: "a", list: UNKNOWN }, group)).toEqual([]);
  expect(await problems({ name: "a", list: ["a"], one: UNKNOWN }, group)).toEqual([`list: ${detail}`]);
});

test("at most one of a group: none and unknown ones are fine", async () => {
  const group = { atMostOneOf: [["name", "list"]] };
  expect(await problems({}, group)).toEqual([]);
  expect(await problems({ name: UNKNOWN, list: ["a"] }, group)).toEqual([]);
  expect(await problems({ name: "a", list: ["a"] }, group)).toEqual([
    "list: At most one of name, list may be set.",
  ]);
});

test("a conflict is between the named and each of the others, not among those", async () => {
  const group = { conflicts: { name: ["list", "map"] } };
  expect(await problems({ list: ["a"], map: {} }, group)).toEqual([]);
  expect(await problems({ name: "a", list: ["a"], map: {} }, group)).toEqual([
    "list: list cannot be set beside name.",
    "map: map cannot be set beside name.",
  ]);
});

test("the resource's own validation is asked too, and may throw", async () => {
  const validateConfig = () => [error("No", "Not on a Sunday.")];
  expect(await problems({}, {}, { validateConfig })).toEqual(["-: Not on a Sunday."]);
  const throwing = () => {
    throw new Error("broken");
  };
  expect(await problems({}, {}, { validateConfig: throwing })).toEqual(["-: broken"]);
});
