import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

/** What Terraform prints beside a diagnostic that has the path of an attribute. */
function shown(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

test("what is wrong with a value is told before anything is asked of the server, at its line", async () => {
  using project = stage().workspace(`
    resource "jeton_role" "r" {
      name    = "Not A Label"
      project = "system"
      rules = [
        { resource_type = "flow", actions = ["view"] },
        { resource_type = "flow", actions = ["no action!"], resource_names = [] },
      ]
    }
    resource "jeton_token" "t" {
      service_account_id = "sa/shop/deployer"
      role_id            = "role_viewer"
      name               = "ci"
      mode               = "everything"
      max_age            = "3 fortnights"
      expires_at         = "2030-02-30T00:00:00Z"
      labels             = { "no key!" = "x" }
    }
  `);
  const { code, stderr } = await project.run("validate");
  expect(code).toBe(1);
  const text = shown(stderr);
  for (const [line, message] of [
    [`3:       name    = "Not A Label"`, "Must be a DNS label: 1 to 63 of a-z"],
    ["rules[1].actions", `Must be an action's name`],
    ["rules[1].resource_names", "Must not be empty: leave it out instead"],
    ["service_account_id = ", "Must be the id of a service account (`sa_...`)"],
    ["role_id            = ", "Exactly one of service_account_id, user_id, role_id must be set."],
    ["mode               = ", "Must be one of `full_access`, `read_only`, `custom`."],
    ["max_age            = ", "Must be a duration of weeks, days, hours"],
    ["expires_at         = ", "At most one of expires_at, max_age may be set."],
    ["labels             = ", "Must have a key of 1 to 63"],
  ] as const) {
    expect(text).toContain(line);
    expect(text.replaceAll("\n", " ")).toContain(message);
  }
});

test("what the server refuses is shown at the attribute it is about, with the request's id", async () => {
  using project = stage().workspace(`
    resource "jeton_role" "r" {
      name    = "r"
      project = "system"
      rules = [
        { resource_type = "jeton.token", actions = ["read"] },
        { resource_type = "nothing", actions = ["view"] },
      ]
    }
    resource "jeton_service_account" "a" {
      name    = "a"
      project = "nowhere"
    }
  `);
  const { code, stderr } = await project.run("apply", "-auto-approve");
  expect(code).toBe(1);
  const text = shown(stderr);
  expect(text).toMatch(
    /Error: Invalid value for rules\[1\]\.resource_type\n.*with jeton_role\.r,[\s\S]*\n7:\s+\{ resource_type = "nothing"/,
  );
  expect(text).toMatch(
    /Error: Invalid value for project\n.*with jeton_service_account\.a,[\s\S]*project = "nowhere"\nThere is no project `nowhere`\.\nRequest id: \S+/,
  );
});

test("a taken name, e-mail address or place shows how to import what has it", async () => {
  for (const [type, path, body, summary] of [
    ["jeton_project", "/v1/projects", { name: "taken" }, "The name is taken"],
    ["jeton_user", "/v1/users", { email: "taken@example.com" }, "There is one already"],
    ["jeton_policy", "/v1/policies", { project: "taken" }, "There is one already"],
  ] as const) {
    const { id } = (await stage().send({ method: "POST", path, body })).json();
    const [[name, value] = []] = Object.entries(body);
    using project = stage().workspace(`resource "${type}" "r" { ${String(name)} = "${String(value)}" }`);
    const { code, stderr } = await project.run("apply", "-auto-approve");
    expect(code).toBe(1);
    expect(shown(stderr)).toContain(`Error: ${summary}`);
    expect(shown(stderr)).toContain(`: resource "${type}" "r" { ${String(name)} = "${String(value)}" }`);
    expect(shown(stderr)).toContain(`import {\nto = ${type}.NAME\nid = "${String(id)}"\n}`);
    expect((await project.run("import", `${type}.r`, String(id))).code).toBe(0);
    expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  }
});

test("what cannot be deleted yet says why, and stays in the state", async () => {
  using project = stage().workspace(`resource "jeton_project" "p" { name = "full" }`);
  await project.apply();
  const account = { name: "robot", project: "full" };
  await stage().send({ method: "POST", path: "/v1/service-accounts", body: account });
  const { code, stderr } = await project.run("destroy", "-auto-approve");
  expect(code).toBe(1);
  expect(shown(stderr).replaceAll("\n", " ")).toContain(
    "Error: Cannot delete the project Other objects depend on this one: `full` is not empty: it holds 1 service account; delete what is in it first, or all of it with `cascade=true`. Terraform deletes what it manages, in the order of references, and never with `cascade=true`: have what it manages refer to this object, and delete or import the rest.",
  );
  expect(project.attributes()).toMatchObject({ "jeton_project.p": { name: "full" } });
});

test("rules go with the custom mode, and are asked for when planning", async () => {
  using project = stage().workspace(`
    resource "jeton_token" "t" {
      role_id = "role_viewer"
      project = "system"
      name    = "t"
      mode    = "custom"
    }
    resource "jeton_token" "u" {
      role_id = "role_viewer"
      project = "system"
      name    = "u"
      rules   = [{ resource_type = "jeton.token", actions = ["read"] }]
    }
  `);
  const { stderr } = await project.run("validate");
  expect(stderr).toContain("A `custom` token needs `rules`.");
  expect(stderr).toContain("`rules` are those of a token whose `mode` is `custom`.");
});
