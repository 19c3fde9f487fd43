import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const project = (name: string): string => `resource "jeton_project" "${name}" { name = "moving" }\n`;
const moved = (from: string, to: string): string => `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;

test("a resource moves to another name without any change at the server", async () => {
  using workspace = stage().workspace(project("old"));
  await workspace.apply();
  const { id } = workspace.attributes()["jeton_project.old"] ?? {};
  workspace.configure(project("new") + moved("jeton_project.old", "jeton_project.new"));
  expect((await workspace.apply()).stdout).toContain("0 added, 0 changed, 0 destroyed");
  expect(workspace.attributes()["jeton_project.new"]).toMatchObject({ id });
  expect(await workspace.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("a move from another provider's resource is refused with the import to write instead", async () => {
  using workspace = stage().workspace(`resource "terraform_data" "old" {}`);
  await workspace.apply();
  const token = `
    resource "jeton_token" "new" {
      service_account_id = "sa_01900000-0000-7000-8000-000000000000"
      name               = "ci"
    }
  `;
  workspace.configure(token + moved("terraform_data.old", "jeton_token.new"));
  const { code, stderr } = await workspace.run("plan");
  const text = stderr.replaceAll(/[\s│]+/g, " ");
  expect(code).toBe(1);
  expect(text).toContain("Error: A terraform_data cannot become a jeton_token");
  expect(text).toContain('import { to = jeton_token.NAME id = "ID" }');
  expect(text).toContain("where ID is an id (`tok_...`) or `sa/PROJECT/ACCOUNT/NAME`.");
});
