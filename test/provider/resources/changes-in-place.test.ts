import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const owner = (project: string): string => `
resource "jeton_project" "p" { name = "${project}" }
resource "jeton_service_account" "a" {
  name    = "robot"
  project = jeton_project.p.name
}
`;

const token = (project: string, more: string): string => `${owner(project)}
resource "jeton_token" "t" {
  service_account_id = jeton_service_account.a.id
  name               = "ci"
  ${more}
}
`;

test("a role's rule changes in place, and what is bound to it stays", async () => {
  const role = (rules: string): string => `${owner("rules")}
    resource "jeton_role" "r" {
      name    = "reader"
      project = jeton_project.p.name
      rules   = ${rules}
    }
    resource "jeton_role_binding" "b" {
      role_id            = jeton_role.r.id
      service_account_id = jeton_service_account.a.id
      project            = jeton_project.p.name
    }
  `;
  using project = stage().workspace(role(`[{ resource_type = "jeton.token", actions = ["@read"] }]`));
  await project.apply();
  const { id } = project.attributes()["jeton_role.r"] ?? {};
  project.configure(
    role(`[
      { resource_type = "jeton.token", actions = ["@read", "revoke"], resource_names = ["ci-*"] },
      { resource_type = "jeton.role", actions = ["read"] },
    ]`),
  );
  const { changes } = await project.plan();
  expect(Object.keys(changes)).toEqual(["jeton_role.r"]);
  expect(changes["jeton_role.r"]).toMatchObject({ actions: ["update"], after_unknown: { updated_at: true } });
  expect(Object.keys(changes["jeton_role.r"]?.after_unknown ?? {})).not.toContain("id");
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  expect((await stage().send({ path: `/v1/roles/${String(id)}` })).json()["rules"]).toEqual([
    { resource_type: "jeton.token", actions: ["@read", "revoke"], resource_names: ["ci-*"] },
    { resource_type: "jeton.role", actions: ["read"], resource_names: null },
  ]);
});

test("editing a token's description or labels leaves its secret and all else known", async () => {
  using project = stage().workspace(
    token("edits", `description = "one"\n max_age = "30d"\n labels = { a = "1", b = "2" }`),
  );
  await project.apply();
  const before = project.attributes()["jeton_token.t"];
  project.configure(token("edits", `description = "two"\n max_age = "30d"\n labels = { a = "1" }`));
  const { changes } = await project.plan();
  expect(changes).toMatchObject({ "jeton_token.t": { actions: ["update"] } });
  const { after_unknown: unknown, after } = changes["jeton_token.t"] ?? {};
  expect(Object.entries(unknown ?? {}).filter(([, value]) => value === true)).toEqual([["updated_at", true]]);
  expect(after).toMatchObject({ labels: { a: "1" }, expires_at: before?.["expires_at"], state: "active" });
  await project.apply("plan");
  expect(project.attributes()["jeton_token.t"]?.["secret"]).toBe(before?.["secret"]);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("what is removed from the configuration is cleared, and the next plan is empty", async () => {
  using project = stage().workspace(
    token("removals", `description = "one"\n max_age = "30d"\n labels = { a = "1" }\n within = "removals"`),
  );
  await project.apply();
  project.configure(token("removals", ""));
  const { changes } = await project.plan();
  expect(changes["jeton_token.t"]).toMatchObject({
    actions: ["update"],
    after: { description: null, labels: {}, max_age: null, expires_at: null, within: null },
  });
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  const id = String(project.attributes()["jeton_token.t"]?.["id"]);
  expect((await stage().send({ path: `/v1/tokens/${id}` })).json()).toMatchObject({
    description: null,
    labels: {},
    max_age: null,
    expires_at: null,
    within: null,
  });
});

test("a token and an account are disabled and enabled in place, also when someone else did", async () => {
  const both = (disabled: string): string => `
    resource "jeton_project" "p" { name = "switches" }
    resource "jeton_service_account" "a" {
      name     = "robot"
      project  = jeton_project.p.name
      ${disabled}
    }
    resource "jeton_token" "t" {
      service_account_id = jeton_service_account.a.id
      name               = "ci"
      ${disabled}
    }
  `;
  using project = stage().workspace(both(""));
  await project.apply();
  project.configure(both("disabled = true"));
  await project.apply();
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ disabled: true, state: "disabled" });
  project.configure(both(""));
  await project.apply();
  const { id, state } = project.attributes()["jeton_token.t"] ?? {};
  expect(state).toBe("active");

  await stage().send({ method: "PATCH", path: `/v1/tokens/${String(id)}`, body: { disabled: true } });
  expect((await project.plan()).changes).toMatchObject({
    "jeton_token.t": { actions: ["update"], after: { disabled: false } },
  });
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("a token's mode and rules change in place, and fall back to everything its owner may", async () => {
  const narrow = `mode = "custom"\n rules = [{ resource_type = "jeton.token", actions = ["read"] }]`;
  using project = stage().workspace(token("modes", narrow));
  await project.apply();
  for (const [lines, after] of [
    [`mode = "read_only"`, { mode: "read_only", rules: null }],
    [narrow, { mode: "custom", rules: [{ resource_type: "jeton.token", actions: ["read"] }] }],
    ["", { mode: "full_access", rules: null }],
  ] as const) {
    project.configure(token("modes", lines));
    expect((await project.plan()).changes).toMatchObject({ "jeton_token.t": { actions: ["update"], after } });
    await project.apply("plan");
  }
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});
