import { expect, test } from "vitest";
import { useCatalogue } from "../../support/catalogue.ts";

const project = "team-a";
const catalogue = useCatalogue("devtron", [project, "team-b"]);

test("once applied, nothing is left to do", () => {
  expect(catalogue().leftToDo).toBe(0);
});

const build = ["view", "build", "deploy"];
const admin = [...build, "create", "edit", "delete"];

test.each([
  ["app-view-only", "app", ["view"]],
  ["app-build-and-deploy", "app", build],
  ["app-admin", "app", admin],
  ["app-manager", "app", [...admin, "manage_access"]],
  ["helm-view-only", "helm-app", ["view"]],
  ["helm-view-and-edit", "helm-app", ["view", "edit", "deploy"]],
  ["helm-admin", "helm-app", ["view", "edit", "deploy", "delete"]],
  ["kubernetes-view", "kubernetes-resource", ["view"]],
  ["kubernetes-admin", "kubernetes-resource", ["view", "create", "edit", "delete", "exec"]],
  ["chart-group-view", "chart-group", ["view"]],
  ["chart-group-create", "chart-group", ["view", "create"]],
  ["chart-group-edit", "chart-group", ["view", "edit"]],
])("%s reaches in its area what it says, and nothing in the other three", async (level, area, actions) => {
  const token = await catalogue().bearer({ role: `role/system/devtron-${level}`, project });
  for (const other of ["app", "helm-app", "kubernetes-resource", "chart-group"]) {
    const reached = await catalogue().reaches(token, { type: `devtron.${other}`, project });
    expect(reached).toEqual(other === area ? actions : []);
  }
});

test("a token with specific permissions reaches the applications it names, whoever its owner is", async () => {
  const rules = [
    { resource_type: "devtron.app", actions: build, resource_names: ["prod/checkout", "dev/*"] },
  ];
  const terms = { mode: "custom", rules };
  const token = await catalogue().bearer({ role: "role_admin", project, terms });
  const reach = (name: string): Promise<readonly string[]> =>
    catalogue().reaches(token, { type: "devtron.app", name, project });
  expect(await reach("prod/checkout")).toEqual(build);
  expect(await reach("dev/anything-made-later")).toEqual(build);
  expect(await reach("prod/checkout-2")).toEqual([]);
  const every = { type: "devtron.app", action: "deploy", project };
  expect(await catalogue().whyNot(token, every)).toEqual(["not_in_mode"]);
});

test("only a super admin makes tokens; not even a manager does", async () => {
  const asked = { type: "jeton.token", action: "create", project };
  const manager = await catalogue().bearer({ role: "role/system/devtron-app-manager", project });
  expect(await catalogue().whyNot(manager, asked)).toEqual(["no_rule_for_type"]);
  const superAdmin = await catalogue().bearer({ role: "role_admin", project: "system" });
  expect(await catalogue().whyNot(superAdmin, asked)).toEqual([]);
  for (const type of ["app", "helm-app", "kubernetes-resource", "chart-group"]) {
    const view = { type: `devtron.${type}`, action: "delete", project: "team-b" };
    expect(await catalogue().whyNot(superAdmin, view)).toEqual([]);
  }
});
