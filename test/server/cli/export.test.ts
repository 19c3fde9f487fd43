import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { clientOf } from "../../support/jeton.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage(undefined, { JETON_PUBLIC_URL: "https://jeton.test" });

const odd = 'quote " back\\slash ${interpolation} %{if true}\nline\ttab \b \\b no';

/** A little of everything that is exported. */
async function furnish(): Promise<void> {
  const make = async (noun: string, body: object): Promise<string> => {
    const reply = await stage().send({ method: "POST", path: `/v1/${noun}`, body });
    if (reply.status !== 201) throw new Error(reply.text);
    return String(reply.json()["id"]);
  };
  await make("projects", { name: "shop", description: odd });
  await make("projects", { name: "shop.payments" });
  const actions = [{ name: "run", access: "write" }];
  await make("resource-types", { name: "flow", actions, area: "work" });
  const rules = [
    { resource_type: "flow", actions: ["run"], resource_names: ["nightly"] },
    { resource_type: "flow", actions: ["*"] },
  ];
  const role_id = await make("roles", { name: "runner", project: "shop", rules });
  const user_id = await make("users", { email: "ann@example.com", display_name: "Ann" });
  const account = { name: "deployer", project: "shop.payments", disabled: true };
  const service_account_id = await make("service-accounts", account);
  const group_id = await make("groups", { name: "9-to-5", project: "shop" });
  await make("group-members", { group_id, user_id });
  await make("role-bindings", {
    role_id,
    group_id,
    project: "shop.payments",
    expires_at: "2999-01-01T00:00:00Z",
  });
  await make("role-bindings", { role_id: "role_viewer", user_id, project: "shop" });
  await make("policies", { project: "shop", max_lifetime: "365d", presets: ["P7D"] });
  await make("trust-policies", {
    service_account_id,
    name: "ci",
    issuer: "https://token.actions.githubusercontent.com",
    claims: { repository_id: ["74"] },
  });
  await make("tokens", {
    service_account_id,
    name: "ci/main",
    max_age: "30d",
    labels: { "a/b": odd },
    mode: "custom",
    rules,
  });
  await make("tokens", {
    role_id,
    project: "shop",
    name: "ci/main",
    max_age: "10d",
    within: "shop.payments",
  });
  await make("webhooks", {
    name: "pager",
    project: "shop",
    url: "https://hooks.example.org/",
    events: ["token.expired"],
  });
}

test("what is there is exported so that terraform imports it and changes nothing, and a declaration finds it as it is", async () => {
  await furnish();
  const { url, token } = stage().server;
  using client = clientOf({ url, token });
  const hcl = await client.ok("export -o hcl --project shop");
  const everything = await client.ok("export -o hcl");
  expect(everything).toContain('resource "jeton_user" "ann_example_com"');
  expect(everything).toContain("user_id = jeton_user.ann_example_com.id");
  expect(hcl).toContain("project = jeton_project.shop_payments.name");
  expect(hcl).not.toMatch(/jtn[usrxb]_/);
  using workspace = stage().workspace(everything);
  const { changes, stdout } = await workspace.plan();
  expect({ changes, stdout }).toMatchObject({ changes: {} });
  expect(stdout).toMatch(/Plan: 1\d to import, 0 to add, 0 to change, 0 to destroy/);

  const yaml = await client.ok("export -o yaml");
  const file = path.join(client.home, "all.yaml");
  writeFileSync(file, yaml);
  const plan = await client.run(["plan", "--system", "--name", "all", "-f", file, "--adopt"]);
  expect(plan).toMatchObject({ code: 0, err: "" });
  const changed = plan.out.split("\n").filter((line) => line.startsWith("    "));
  expect([...new Set(changed)]).toEqual(['    managed_by: "api" -> "declaration:all"']);
  expect(plan.out).toMatch(/^15 to update, 0 unchanged$/m);
  expect(await client.run("export -o json")).toMatchObject({ code: 2, out: "" });
});
