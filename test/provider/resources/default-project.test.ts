import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

/** One of each that names a project, and of a token that may. */
const things = `
resource "jeton_role" "r" {
  name  = "reader"
  rules = [{ resource_type = "jeton.token", actions = ["@read"] }]
}
resource "jeton_service_account" "a" { name = "robot" }
resource "jeton_group" "g" { name = "crew" }
resource "jeton_role_binding" "b" {
  role_id            = jeton_role.r.id
  service_account_id = jeton_service_account.a.id
}
resource "jeton_policy" "p" { presets = ["7d"] }
resource "jeton_webhook" "w" {
  name = "pager"
  url  = "https://hooks.jeton.invalid/"
}
resource "jeton_token" "role" {
  role_id = jeton_role.r.id
  name    = "of the role"
}
resource "jeton_token" "account" {
  service_account_id = jeton_service_account.a.id
  name               = "of the account"
}
resource "jeton_service_account" "elsewhere" {
  name    = "elsewhere"
  project = "system"
}
`;
const block = (lines: string): string => `provider "jeton" {\n${lines}\n}\n`;

test("what names no project is in the provider's, and another one there replaces it and says so", async () => {
  for (const name of ["first", "second"]) {
    await stage().send({ method: "POST", path: "/v1/projects", body: { name } });
  }
  using project = stage().workspace(block(`project = "first"`) + things);
  await project.apply();
  const placed = (): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.entries(project.attributes()).map(([address, one]) => [address, one["project"]]),
    );
  const inFirst = placed();
  expect(Object.keys(inFirst)).toHaveLength(9);
  expect(inFirst).toEqual({
    ...Object.fromEntries(Object.keys(inFirst).map((address) => [address, "first"])),
    "jeton_service_account.elsewhere": "system",
  });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  project.configure(`${block(`project = "second"`)}${things}
    data "jeton_group" "crew" { name = "crew" }
    output "found" { value = data.jeton_group.crew.project }
  `);
  await stage().send({ method: "POST", path: "/v1/groups", body: { name: "crew", project: "second" } });
  const { changes, stdout } = await project.plan();
  const named = ["role", "service_account", "group", "role_binding", "policy", "webhook"];
  for (const type of named) {
    const [address = ""] = Object.keys(inFirst).filter((one) => one.startsWith(`jeton_${type}.`));
    expect([address, changes[address]?.replace_paths]).toEqual([
      address,
      expect.arrayContaining([["project"]]) as unknown,
    ]);
  }
  expect(changes["jeton_service_account.elsewhere"]).toBeUndefined();
  expect(changes["jeton_token.account"]?.replace_paths).toEqual([["service_account_id"]]);
  expect(stdout).toContain("Warning: The service account will be replaced");
  expect(stdout.replaceAll(/[\s│]+/g, " ")).toContain(
    "It is in `first` and names no project itself; the provider's block says `second`",
  );
  expect(stdout).toContain(`found = "second"`);
  const { items } = (await stage().send({ path: "/v1/groups?project=second" })).json();
  for (const { id } of items as readonly { readonly id: string }[]) {
    await stage().send({ method: "DELETE", path: `/v1/groups/${id}` });
  }
  project.configure(block(`project = "second"`) + things);
  await project.apply();
  expect(placed()).toMatchObject({ "jeton_token.role": "second", "jeton_token.account": "second" });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  expect((await project.run("destroy", "-auto-approve")).code).toBe(0);
});

test("a project that nobody names is asked for, with its place, and `system` is named at the object alone", async () => {
  using project = stage().workspace(`
    resource "jeton_service_account" "a" { name = "nowhere" }
    data "jeton_role" "r" { name = "admin" }
  `);
  const { code, stderr } = await project.run("plan");
  expect(code).toBe(1);
  expect(stderr).toContain("project is missing");
  expect(stderr.replaceAll(/[\s│]+/g, " ")).toContain(
    "The service account needs a project: set `project` here, or in the provider's block",
  );
  expect(stderr).toContain("with data.jeton_role.r");
  project.configure(
    `${block(`project = "system"`)}resource "jeton_service_account" "a" { name = "nowhere" }`,
  );
  expect((await project.run("validate")).stderr).toContain("Invalid value for project");
});

test("a provider's project that is not known before the apply is in force then", async () => {
  using project = stage().workspace(`
    resource "terraform_data" "place" { input = "system-like" }
    ${block(`project = terraform_data.place.output`)}
    resource "jeton_service_account" "a" { name = "late" }
    resource "jeton_token" "t" {
      role_id = "role_viewer"
      name    = "late"
    }
  `);
  await stage().send({ method: "POST", path: "/v1/projects", body: { name: "system-like" } });
  const { changes } = await project.plan();
  expect(changes["jeton_service_account.a"]?.after_unknown).toMatchObject({ project: true });
  await project.apply("plan");
  expect(project.attributes()).toMatchObject({
    "jeton_service_account.a": { project: "system-like" },
    "jeton_token.t": { project: "system-like" },
  });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});
