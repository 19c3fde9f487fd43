import { expect, test } from "vitest";
import { useCatalogue } from "../../support/catalogue.ts";

const catalogue = useCatalogue("kestra", ["prod", "prod.engineering", "production"]);
const roleOf = (name: string): string => `role/system/kestra-${name}`;

test("once applied, nothing is left to do", () => {
  expect(catalogue().leftToDo).toBe(0);
});

test("a launcher runs flows and follows them, and edits none", async () => {
  const token = await catalogue().bearer({ role: roleOf("launcher"), project: "prod" });
  const flows = { type: "kestra.flow", project: "prod" };
  expect(await catalogue().reaches(token, flows)).toEqual(["view", "list", "execute"]);
  const executions = await catalogue().reaches(token, { type: "kestra.execution", project: "prod" });
  expect(executions).toEqual(expect.arrayContaining(["view", "follow", "access_logs", "kill", "replay"]));
  expect(executions).not.toEqual(expect.arrayContaining(["delete"]));
  expect(await catalogue().whyNot(token, { ...flows, action: "update" })).toEqual(["no_rule_for_action"]);
  expect(await catalogue().whyNot(token, { ...flows, type: "kestra.secret", action: "view" })).toEqual([
    "no_rule_for_type",
  ]);
});

test("what is bound at a namespace holds in those below it, and in no other", async () => {
  const token = await catalogue().bearer({ role: roleOf("launcher"), project: "prod" });
  const asked = { type: "kestra.flow", action: "execute" };
  expect(await catalogue().whyNot(token, { ...asked, project: "prod" })).toEqual([]);
  expect(await catalogue().whyNot(token, { ...asked, project: "prod.engineering" })).toEqual([]);
  // A namespace it has no role in is not even there for it.
  await expect(catalogue().whyNot(token, { ...asked, project: "production" })).rejects.toThrow("422");
  const below = await catalogue().bearer({ role: roleOf("launcher"), project: "prod.engineering" });
  expect(await catalogue().whyNot(below, { ...asked, project: "prod.engineering" })).toEqual([]);
  await expect(catalogue().whyNot(below, { ...asked, project: "production" })).rejects.toThrow("422");
});

test.each([
  ["viewer", ["view", "list", "validate", "export"], ["view", "list"]],
  ["launcher", ["view", "list", "execute"], []],
  ["editor", "everything", ["view", "list"]],
  ["developer", "everything", ["view", "list", "create", "update", "delete"]],
  ["admin", "everything", ["view", "list", "create", "update", "delete"]],
])("%s: flows and secrets", async (name, flows, secrets) => {
  const token = await catalogue().bearer({ role: roleOf(name), project: "prod" });
  const all = ["view", "list", "validate", "export", "create", "update", "delete"];
  const everything = [...all, "execute", "import", "disable", "enable"];
  const reached = await catalogue().reaches(token, { type: "kestra.flow", project: "prod" });
  expect(reached).toEqual(flows === "everything" ? everything : flows);
  expect(await catalogue().reaches(token, { type: "kestra.secret", project: "prod" })).toEqual(secrets);
});

test("a service account gets its tokens from an admin, not from a developer", async () => {
  const asked = { type: "jeton.token", action: "create", project: "prod" };
  const admin = await catalogue().bearer({ role: roleOf("admin"), project: "prod" });
  expect(await catalogue().whyNot(admin, asked)).toEqual([]);
  const developer = await catalogue().bearer({ role: roleOf("developer"), project: "prod" });
  expect(await catalogue().whyNot(developer, asked)).toEqual(["no_rule_for_type"]);
});
