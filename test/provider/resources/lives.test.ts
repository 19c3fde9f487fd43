import { expect, test } from "vitest";
import { resources } from "../../../provider/resources/all.ts";
import { type NounName, nouns } from "../../../server/contract/nouns/all.ts";
import { type Route, routes } from "../../../server/contract/routes.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

/** One of every resource: `text` is what can change in place, `place` what a new object alone can have. */
const all = (text: string, place: "here" | "there"): string => `
resource "jeton_project" "one" {
  name        = "own-${place}"
  description = "${text}"
}
resource "jeton_resource_type" "one" {
  name    = "flow-${place}"
  area    = "${text}"
  actions = [{ name = "view", access = "read" }]
}
resource "jeton_role" "one" {
  name        = "reader"
  project     = "${place}"
  description = "${text}"
  rules       = [{ resource_type = "jeton.token", actions = ["@read"] }]
}
resource "jeton_service_account" "one" {
  name        = "robot"
  project     = "${place}"
  description = "${text}"
}
resource "jeton_role_binding" "one" {
  role_id            = jeton_role.one.id
  service_account_id = jeton_service_account.one.id
  project            = "${place}"
}
resource "jeton_user" "one" {
  email        = "ann@example.com"
  display_name = "${text}"
}
resource "jeton_group" "one" {
  name        = "crew"
  project     = "${place}"
  description = "${text}"
}
resource "jeton_group_member" "one" {
  group_id = jeton_group.one.id
  user_id  = jeton_user.one.id
}
resource "jeton_policy" "one" {
  project = "${place}"
  presets = ["${text === "first" ? "7d" : "8d"}"]
}
resource "jeton_webhook" "one" {
  name        = "pager"
  project     = "${place}"
  url         = "https://hooks.jeton.invalid/"
  description = "${text}"
}
resource "jeton_trust_policy" "one" {
  service_account_id = jeton_service_account.one.id
  name               = "github"
  description        = "${text}"
  issuer             = "https://token.actions.githubusercontent.com"
  audience           = "https://jeton.example.com"
  claims             = { repository_id = ["1234567"] }
}
resource "jeton_identity_provider" "one" {
  name         = "login-${place}"
  issuer       = "https://${place}.example.com"
  client_id    = "jeton"
  display_name = "${text}"
}
resource "jeton_user_identity" "one" {
  user_id = jeton_user.one.id
  issuer  = jeton_identity_provider.one.issuer
  subject = "248289761001"
}
resource "jeton_token" "one" {
  service_account_id = jeton_service_account.one.id
  name               = "ci"
  description        = "${text}"
}
`;

/** In an order in which nothing refers to what is gone. */
const lastFirst: readonly NounName[] = [
  "token",
  "user_identity",
  "identity_provider",
  "trust_policy",
  "webhook",
  "policy",
  "group_member",
  "group",
  "user",
  "role_binding",
  "service_account",
  "role",
  "resource_type",
  "project",
];
const addressOf = (name: NounName): string => `jeton_${name}.one`;
const changeable = lastFirst.filter((name) => Object.hasOwn(routes, `${name}.update`));
/** All that has anything to be told apart by for good; people's addresses change. */
const replaceable = lastFirst.filter((name) => name !== "user");

/** What somebody else changes of it, by the request's body. */
function drift(name: NounName): Readonly<Record<string, unknown>> {
  if (name === "policy") return { presets: ["P1D"] };
  if (name === "resource_type") return { area: "drifted" };
  const { fields } = nouns[name];
  return Object.hasOwn(fields, "description") ? { description: "drifted" } : { display_name: "drifted" };
}

function pathOf(verb: "update" | "delete", name: NounName, id: string): string {
  // Every noun that is a resource has these operations, by these names.
  const { path } = (routes as Readonly<Record<string, Route>>)[`${name}.${verb}`]!;
  return path.replace("{id}", id);
}

test("every resource is created, changed in place, replaced, mended when others change or delete it, and destroyed", async () => {
  expect(lastFirst.map((name) => `jeton_${name}`).toSorted()).toEqual(
    resources.map(({ typeName }) => typeName).toSorted(),
  );
  for (const name of ["here", "there"]) {
    await stage().send({ method: "POST", path: "/v1/projects", body: { name } });
  }
  using project = stage().workspace(all("first", "here"));
  const ids = (): readonly (readonly [NounName, string])[] =>
    lastFirst.map((name) => [name, String(project.attributes()[addressOf(name)]?.["id"])]);
  const planned = async (): Promise<Readonly<Record<string, readonly string[]>>> => {
    const { changes } = await project.plan();
    return Object.fromEntries(Object.entries(changes).map(([address, { actions }]) => [address, actions]));
  };
  const each = (names: readonly NounName[], ...actions: string[]) =>
    Object.fromEntries(names.map((name) => [addressOf(name), actions]));
  await project.apply();
  expect(await planned()).toEqual({});
  const made = ids();

  project.configure(all("second", "here"));
  expect(await planned()).toEqual(each(changeable, "update"));
  await project.apply("plan");
  expect(ids()).toEqual(made);

  for (const [name, id] of ids().filter(([one]) => changeable.includes(one))) {
    await stage().send({ method: "PATCH", path: pathOf("update", name, id), body: drift(name) });
  }
  expect(await planned()).toEqual(each(changeable, "update"));
  await project.apply("plan");
  expect([ids(), await planned()]).toEqual([made, {}]);

  project.configure(all("second", "there"));
  expect(await planned()).toEqual(each(replaceable, "delete", "create"));
  await project.apply("plan");
  expect(await planned()).toEqual({});
  const others = ids();
  expect(others.filter(([, id], index) => id === made[index]?.[1]).map(([name]) => name)).toEqual(["user"]);

  for (const [name, id] of others) {
    await stage().send({ method: "DELETE", path: pathOf("delete", name, id) });
  }
  expect(await planned()).toEqual(each(lastFirst, "create"));
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  expect((await project.run("destroy", "-auto-approve")).stdout).toContain(
    `${String(lastFirst.length)} destroyed`,
  );
});
