import { expect, test } from "vitest";
import { nouns } from "../../../server/contract/nouns/all.ts";
import { operations } from "../../../server/contract/operations.ts";
import { Problem } from "../../../server/contract/problem.ts";
import { createSchema, listSchema, updateSchema } from "../../../server/contract/schemas.ts";
import { pointer, validate } from "../../../server/contract/validate.ts";

const create = createSchema(nouns.token);
const update = updateSchema(nouns.token);

function errorsOf(work: () => unknown): readonly (readonly [string, string])[] {
  try {
    work();
  } catch (cause) {
    if (cause instanceof Problem) return (cause.errors ?? []).map((error) => [error.pointer, error.detail]);
    throw cause;
  }
  return [];
}

test("a creation fills in what is left out, and takes null for it", () => {
  const least = { service_account_id: "sa_1", name: "x" };
  const filled = validate(create, least);
  expect(filled).toMatchObject({
    role_id: null,
    mode: "full_access",
    labels: {},
    disabled: false,
    ephemeral: false,
    project: null,
    expires_at: null,
  });
  expect(validate(create, { ...least, mode: null, labels: null, disabled: null, max_age: null })).toEqual(
    filled,
  );
});

test("a change has what was given, null become the default, and nothing else", () => {
  expect(validate(update, {})).toEqual({});
  expect(validate(update, { labels: null, mode: null, description: null, within: null })).toEqual({
    labels: {},
    mode: "full_access",
    description: null,
    within: null,
  });
  expect(validate(update, { description: "" })).toEqual({ description: "" });
});

test("what is fixed, computed or secret is no field of a change", () => {
  for (const field of [
    "id",
    "project",
    "service_account_id",
    "role_id",
    "state",
    "hint",
    "secret",
    "uses",
    "created_at",
    "ephemeral",
  ]) {
    expect(errorsOf(() => validate(update, { [field]: "x" }))[0]?.[0]).toBe(`/${field}`);
  }
});

test("a creation says exactly one, at most one, required", () => {
  expect(errorsOf(() => validate(create, { name: "x" }))).toEqual([
    ["/service_account_id", "exactly one of `service_account_id`, `user_id`, `role_id` is required"],
  ]);
  expect(
    errorsOf(() => validate(create, { name: "x", role_id: "role_x", service_account_id: "sa_1" })),
  ).toEqual([["/role_id", "only one of `service_account_id`, `user_id`, `role_id` can be given"]]);
  expect(errorsOf(() => validate(create, { role_id: "role_x" }))).toEqual([["/name", "is required"]]);
  expect(
    errorsOf(() => validate(createSchema(nouns.role_binding), { role_id: "x", project: "shop" })),
  ).toEqual([
    [
      "/service_account_id",
      "exactly one of `service_account_id`, `user_id`, `group_id`, `claim` is required",
    ],
  ]);
});

test.each([
  [{ name: 1 }, "/name", "must be a string"],
  [{ disabled: "yes" }, "/disabled", "must be a boolean"],
  [{ mode: "x" }, "/mode", "must be one of `full_access`, `read_only`, `custom`"],
  [{ labels: [] }, "/labels", "must be an object"],
  [
    { labels: { "a b": "x" } },
    "/labels/a b",
    "must have a key of 1 to 63 of A-Z, a-z, 0-9, '.', '_', '/' and '-'",
  ],
  [{ rules: {} }, "/rules", "must be an array"],
  [
    { rules: [{ resource_type: "a", actions: ["x"], resource_names: [""] }] },
    "/rules/0/resource_names/0",
    "must be a name, a beginning followed by `*`, or `@own`",
  ],
  [{ constructor: 1 }, "/constructor", undefined],
  [{ toString: 1 }, "/toString", undefined],
])("%j is refused at %s", (body, at, detail) => {
  const [[where, why] = ["", ""]] = errorsOf(() => validate(update, body));
  expect(where).toBe(at);
  expect(why).toBe(detail ?? why);
});

test("every wrong field is named, not only the first", () => {
  const errors = errorsOf(() => validate(update, { name: 1, disabled: 1, no_such: 1, "a/b~c": 1 }));
  expect(errors.map(([at]) => at).toSorted()).toEqual(["/a~1b~0c", "/disabled", "/name", "/no_such"]);
});

test("a pointer escapes what RFC 6901 says", () => {
  expect(pointer(["a/b", "c~d", 0, ""])).toBe("/a~1b/c~0d/0/");
});

test("a page has from 1 to 200 objects, 50 unless told, and filters are texts or true and false", () => {
  const query = listSchema(nouns.token);
  expect(validate(query, {})).toEqual({ page_size: 50 });
  expect(validate(query, { page_size: "200", ephemeral: "true" })).toEqual({
    page_size: 200,
    ephemeral: "true",
  });
  for (const wrong of [
    { page_size: "0" },
    { page_size: "201" },
    { page_size: "x" },
    { page_size: "" },
    { ephemeral: "1" },
    { mode: "custom" },
  ]) {
    expect(errorsOf(() => validate(query, wrong))).toHaveLength(1);
  }
});

test("introspection takes parameters it does not know, as its RFC says", () => {
  expect(validate(operations.introspect.body, { token: "x", more: "y" })).toEqual({ token: "x" });
});
