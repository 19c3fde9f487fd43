import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

test("values known only after apply flow through every attribute, secrets included", async () => {
  using project = stage().workspace(`
    resource "terraform_data" "later" {
      input = {
        project = "later"
        action  = "read"
        age     = "30d"
        labels  = { team = "shop" }
      }
    }
    resource "jeton_project" "p" { name = terraform_data.later.output.project }
    resource "jeton_service_account" "a" {
      name    = "robot"
      project = jeton_project.p.name
    }
    resource "jeton_role" "r" {
      name    = "reader"
      project = jeton_project.p.name
      rules = [
        for type in ["jeton.token", "jeton.role"] :
        { resource_type = type, actions = [terraform_data.later.output.action] }
      ]
    }
    resource "jeton_token" "t" {
      service_account_id = jeton_service_account.a.id
      name               = "ci of \${jeton_service_account.a.id}"
      max_age            = terraform_data.later.output.age
      labels             = terraform_data.later.output.labels
      disabled           = terraform_data.later.output.action == "write"
    }
    resource "terraform_data" "consumer" { input = nonsensitive(sha256(jeton_token.t.secret)) }
  `);
  const { changes } = await project.plan();
  expect(changes["jeton_token.t"]?.after_unknown).toMatchObject({
    labels: true,
    max_age: true,
    expires_at: true,
    secret: true,
    name: true,
  });
  await project.apply("plan");
  const { id } = project.attributes()["jeton_service_account.a"] ?? {};
  expect(project.attributes()["jeton_token.t"]).toMatchObject({
    name: `ci of ${String(id)}`,
    labels: { team: "shop" },
    max_age: "30d",
    disabled: false,
    project: "later",
  });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("what is promised of a value that is not known yet decides expressions while planning", async () => {
  using project = stage().workspace(`
    resource "jeton_project" "p" { name = "promised" }
    output "begins" { value = startswith(jeton_project.p.id, "prj_") }
    output "is_there" { value = jeton_project.p.created_at != null }
    output "which" { value = jeton_project.p.id }
  `);
  await project.plan();
  const { output_changes: outputs } = JSON.parse((await project.run("show", "-json", "plan")).stdout) as {
    readonly output_changes: object;
  };
  expect(outputs).toMatchObject({
    begins: { after: true, after_unknown: false },
    is_there: { after: true, after_unknown: false },
    which: { after_unknown: true },
  });
  await project.apply("plan");
});
