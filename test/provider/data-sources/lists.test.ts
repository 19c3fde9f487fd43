import { expect, test } from "vitest";
import { lists } from "../../../provider/data-sources/lists.ts";
import { shop } from "../../support/shop.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

type Fields = Readonly<Record<string, unknown>>;

function idsIn(attributes: Fields | undefined, plural: string): readonly unknown[] {
  return ((attributes?.[plural] ?? []) as readonly Fields[]).map(({ id }) => id);
}

test("what there is of every noun is listed, and narrowed by its filters", async () => {
  using project = stage().workspace(shop);
  await project.apply();
  const plurals = lists.map(({ typeName }) => typeName);
  expect(plurals).toEqual(
    expect.arrayContaining(["jeton_policies", "jeton_service_accounts", "jeton_users"]),
  );
  project.configure(`${shop}
    ${plurals.map((type) => `data "${type}" "all" {}`).join("\n")}
    data "jeton_tokens" "of_ann" {
      user_id = jeton_user.ann.id
      state   = "active"
    }
    data "jeton_tokens" "sessions" { session = true }
    data "jeton_tokens" "by_search" {
      search         = "NARROW"
      created_before = "2099-01-01T00:00:00Z"
    }
  `);
  await project.apply();
  const found = project.attributes();
  const made = Object.entries(found).filter(([address]) => !address.startsWith("data."));
  const all = plurals.flatMap((type) => idsIn(found[`data.${type}.all`], type.replace("jeton_", "")));
  expect(all).toEqual(expect.arrayContaining(made.map(([, { id }]) => id)));

  const laptop = found["jeton_token.laptop"];
  expect(found["data.jeton_tokens.of_ann"]?.["tokens"]).toMatchObject([
    { id: laptop?.["id"], name: "laptop", mode: "read_only", uses: 0 },
  ]);
  expect(found["data.jeton_tokens.sessions"]?.["tokens"]).toEqual([]);
  expect(idsIn(found["data.jeton_tokens.by_search"], "tokens")).toEqual([
    found["jeton_token.narrow"]?.["id"],
  ]);
  const secret = String(found["jeton_token.ci"]?.["secret"]);
  expect(
    JSON.stringify(Object.entries(found).filter(([address]) => address.startsWith("data."))),
  ).not.toContain(secret);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("a list is whole, over all its pages, or an error", async () => {
  await stage().send({ method: "POST", path: "/v1/projects", body: { name: "many" } });
  const names = Array.from({ length: 205 }, (_, index) => `robot-${String(index)}`);
  await Promise.all(
    names.map((name) =>
      stage().send({ method: "POST", path: "/v1/service-accounts", body: { name, project: "many" } }),
    ),
  );
  using whole = stage().workspace(`
    data "jeton_service_accounts" "many" {
      project = "many"
      limit   = 205
    }
  `);
  await whole.apply();
  const { service_accounts: found } = whole.attributes()["data.jeton_service_accounts.many"] ?? {};
  expect(new Set((found as readonly Fields[]).map(({ name }) => name))).toEqual(new Set(names));

  whole.configure(`
    data "jeton_service_accounts" "many" {
      project = "many"
      limit   = 204
    }
    data "jeton_tokens" "nobody" { service_account_id = "sa/many/nobody" }
    data "jeton_tokens" "never" {
      created_after  = "2030-01-01T00:00:00Z"
      created_before = "2029-01-01T00:00:00Z"
    }
  `);
  const { stderr } = await whole.run("plan");
  expect(stderr).toContain("There are more than 204 of jeton_service_accounts");
  expect(stderr).toContain("Error: Invalid value for created_after");
  whole.configure(`data "jeton_tokens" "x" { limit = 0.5 }`);
  expect((await whole.run("validate")).stderr).toContain("Must be a whole number from 1 to 10000.");
});

test("whether somebody may do things is told, with all that is in the way", async () => {
  using project = stage().workspace(`
    resource "jeton_project" "p" { name = "checked" }
    resource "jeton_service_account" "a" {
      name    = "robot"
      project = jeton_project.p.name
    }
    resource "jeton_role_binding" "b" {
      role_id            = "role_viewer"
      service_account_id = jeton_service_account.a.id
      project            = jeton_project.p.name
    }
    data "jeton_access_check" "robot" {
      service_account_id = jeton_role_binding.b.service_account_id
      checks = [
        { resource_type = "jeton.token", action = "read", project = "checked" },
        { resource_type = "jeton.token", action = "create", project = "checked" },
        { resource_type = "jeton.role", action = "read", project = "system", name = "admin" },
      ]
    }
    data "jeton_access_check" "me" {
      checks = [{ resource_type = "jeton.token", action = "create", project = "system" }]
    }
  `);
  await project.apply();
  const { "data.jeton_access_check.robot": robot, "data.jeton_access_check.me": me } = project.attributes();
  expect(me).toMatchObject({ allowed: true, results: [{ allowed: true, reasons: [] }] });
  expect(robot).toMatchObject({
    allowed: false,
    results: [
      { allowed: true, reasons: [] },
      { allowed: false, reasons: [{ code: "no_rule_for_action" }] },
      {
        allowed: false,
        reasons: [{ code: "no_role", detail: expect.stringContaining("system") as unknown }],
      },
    ],
  });

  project.configure(`
    data "jeton_access_check" "both" {
      user_id = "usr/ann@example.com"
      role_id = "role_viewer"
      checks  = []
    }
  `);
  const { stderr } = await project.run("validate");
  expect(stderr).toContain("Must have 1 to 100 checks.");
  expect(stderr).toMatch(/At most one of .*user_id.* may be set/);
  project.configure(`
    data "jeton_access_check" "unknown" {
      checks = [{ resource_type = "nothing", action = "view", project = "system" }]
    }
  `);
  expect((await project.run("plan")).stderr).toMatch(/nothing/);
});
