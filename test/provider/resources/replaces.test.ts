import { expect, test } from "vitest";
import { shop } from "../../support/shop.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

test("an immutable field replaces the object, and the plan names the field", async () => {
  using project = stage().workspace(shop);
  await project.apply();
  project.configure(
    shop
      .replace(`name    = "flow"`, `name    = "run"`)
      .replace(`expires_at         = "2099-01-01T00:00:00Z"`, `expires_at         = "2099-01-02T00:00:00Z"`)
      .replace(`role_id    = jeton_role.runner.id`, `role_id    = "role_viewer"\n project = "shop"`),
  );
  const { changes } = await project.plan();
  const replaced = Object.entries(changes).map(([address, change]) => [address, change.replace_paths]);
  expect(Object.fromEntries(replaced)).toMatchObject({
    "jeton_resource_type.flow": [["name"]],
    "jeton_role_binding.runs": [["expires_at"]],
    "jeton_token.narrow": [["role_id"]],
  });
  expect(changes["jeton_token.ci"]).toBeUndefined();
  expect(changes["jeton_role.runner"]).toMatchObject({ actions: ["update"] });
});

test("a moved account is replaced with its token and binding", async () => {
  const place = (project: string): string => `
    resource "jeton_project" "all" {
      for_each = toset(["here", "there"])
      name     = each.value
    }
    resource "jeton_service_account" "a" {
      name    = "robot"
      project = jeton_project.all["${project}"].name
    }
    resource "jeton_token" "t" {
      service_account_id = jeton_service_account.a.id
      name               = "ci"
    }
  `;
  using project = stage().workspace(place("here"));
  await project.apply();
  const first = project.attributes()["jeton_token.t"];
  project.configure(place("there"));
  const { changes } = await project.plan();
  expect(changes).toMatchObject({
    "jeton_service_account.a": { actions: ["delete", "create"], replace_paths: [["project"]] },
    "jeton_token.t": { actions: ["delete", "create"], replace_paths: [["service_account_id"]] },
  });
  expect(changes["jeton_token.t"]?.after_unknown).toMatchObject({ secret: true, project: true, id: true });
  await project.apply("plan");
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ project: "there", state: "active" });
  expect(project.attributes()["jeton_token.t"]?.["secret"]).not.toBe(first?.["secret"]);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});
