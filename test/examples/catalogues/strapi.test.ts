import { expect, test } from "vitest";
import { useCatalogue } from "../../support/catalogue.ts";

const catalogue = useCatalogue("strapi");
const role = "role/system/strapi-content-api";
const project = "system";
const everything = ["find", "findOne", "create", "update", "delete"];
const contentTypes = ["strapi.article", "strapi.category", "strapi.restaurant"];

test("once applied, nothing is left to do", () => {
  expect(catalogue().leftToDo).toBe(0);
});

test("a read-only token reaches `find` and `findOne` only, of every content type", async () => {
  const token = await catalogue().bearer({ role, project, terms: { mode: "read_only" } });
  for (const type of contentTypes) {
    expect(await catalogue().reaches(token, { type, project })).toEqual(["find", "findOne"]);
    expect(await catalogue().whyNot(token, { type, action: "delete", project })).toEqual(["not_in_mode"]);
  }
});

test("a full-access token reaches all five functions, of a content type made later too", async () => {
  const token = await catalogue().bearer({ role, project });
  const actions = everything.map((name) => ({ name, access: name.startsWith("find") ? "read" : "write" }));
  await catalogue().make("/v1/resource-types", { name: "strapi.later", actions });
  for (const type of [...contentTypes, "strapi.later"]) {
    expect(await catalogue().reaches(token, { type, project })).toEqual(everything);
  }
});

test("a custom token reaches what was ticked and nothing else", async () => {
  const rules = [
    { resource_type: "strapi.article", actions: ["find", "create"] },
    { resource_type: "strapi.category", actions: ["findOne"] },
  ];
  const token = await catalogue().bearer({ role, project, terms: { mode: "custom", rules } });
  const reached = contentTypes.map((type) => catalogue().reaches(token, { type, project }));
  expect(await Promise.all(reached)).toEqual([["find", "create"], ["findOne"], []]);
  const denied = { type: "strapi.article", action: "update", project };
  expect(await catalogue().whyNot(token, denied)).toEqual(["not_in_mode"]);
});

test("no token goes beyond the content API: the settings page with the tokens is not part of it", async () => {
  const token = await catalogue().bearer({ role, project });
  expect(await catalogue().reaches(token, { type: "strapi.article", project })).toEqual(everything);
  expect(await catalogue().whyNot(token, { type: "jeton.token", action: "read", project })).toEqual([
    "no_rule_for_type",
  ]);
});
