import { expect, test } from "vitest";
import { shop } from "../../support/shop.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

test("everything is found by id and by name, with all that changes by use and without a secret", async () => {
  using project = stage().workspace(shop);
  await project.apply();
  const made = project.attributes();
  const { secret } = made["jeton_token.ci"] ?? {};
  await stage().send({ path: "/v1/whoami", token: String(secret) });
  const uses = async (): Promise<unknown> =>
    (await stage().send({ path: "/v1/tokens/sa%2Fshop%2Fdeployer%2Fci" })).json()["uses"];
  await expect.poll(uses, { timeout: 10_000 }).toBe(1);

  project.configure(`${shop}
    data "jeton_project" "by_id" { id = jeton_project.shop.id }
    data "jeton_project" "by_name" { name = "shop" }
    data "jeton_resource_type" "by_name" { name = "flow" }
    data "jeton_role" "by_name" {
      project = "shop"
      name    = "runner"
    }
    data "jeton_role" "built_in" {
      project = "system"
      name    = "editor"
    }
    data "jeton_service_account" "by_name" {
      project = "shop"
      name    = "deployer"
    }
    data "jeton_role_binding" "by_id" { id = jeton_role_binding.runs.id }
    data "jeton_user" "by_id" { id = jeton_user.ann.id }
    data "jeton_user" "by_email" { email = "Ann.Lee@example.com" }
    data "jeton_group" "by_name" {
      project = "shop"
      name    = "crew"
    }
    data "jeton_group_member" "by_id" { id = jeton_group_member.ann.id }
    data "jeton_policy" "by_project" { project = "shop" }
    data "jeton_trust_policy" "by_name" {
      project = "shop"
      name    = "github"
    }
    data "jeton_webhook" "by_name" {
      project = "shop"
      name    = "pager"
    }
    data "jeton_identity_provider" "by_name" { name = "login" }
    data "jeton_user_identity" "by_id" { id = jeton_user_identity.ann.id }
    data "jeton_user" "in_other_letters" { email = "ann.lee@EXAMPLE.com" }
    data "jeton_role_binding" "by_claim" { id = jeton_role_binding.platform.id }
    data "jeton_token" "by_reference" { reference = "sa/shop/deployer/ci" }
    data "jeton_token" "by_id" { id = jeton_token.narrow.id }
    data "jeton_whoami" "me" {}
  `);
  await project.apply();
  const found = project.attributes();
  for (const [data, resource] of [
    ["jeton_project.by_id", "jeton_project.shop"],
    ["jeton_project.by_name", "jeton_project.shop"],
    ["jeton_resource_type.by_name", "jeton_resource_type.flow"],
    ["jeton_role.by_name", "jeton_role.runner"],
    ["jeton_service_account.by_name", "jeton_service_account.deployer"],
    ["jeton_role_binding.by_id", "jeton_role_binding.runs"],
    ["jeton_role_binding.by_claim", "jeton_role_binding.platform"],
    ["jeton_identity_provider.by_name", "jeton_identity_provider.login"],
    ["jeton_user_identity.by_id", "jeton_user_identity.ann"],
    ["jeton_user.by_id", "jeton_user.ann"],
    ["jeton_user.by_email", "jeton_user.ann"],
    ["jeton_group.by_name", "jeton_group.crew"],
    ["jeton_group_member.by_id", "jeton_group_member.ann"],
    ["jeton_policy.by_project", "jeton_policy.shop"],
    ["jeton_trust_policy.by_name", "jeton_trust_policy.github"],
    ["jeton_webhook.by_name", "jeton_webhook.pager"],
    ["jeton_token.by_id", "jeton_token.narrow"],
  ] as const) {
    // Without the secret, what only goes in or is Terraform's own, and what is spelled otherwise than the server does.
    const unlike =
      /^(?:secret|timeouts|keepers|effective_labels|rotat(?:e_at|ion)|sealed_\w+|expires_at|max_ttl|presets|\w+_wo(?:_version)?)$/;
    const attributes = Object.fromEntries(
      Object.entries(made[resource] ?? {}).filter(([name]) => !unlike.test(name)),
    );
    expect(found[`data.${data}`]).toMatchObject(attributes);
  }
  expect(found["data.jeton_user.in_other_letters"]).toMatchObject({
    id: made["jeton_user.ann"]?.["id"],
    email: "ann.lee@EXAMPLE.com",
  });
  expect(found["data.jeton_role.built_in"]).toMatchObject({ id: "role_editor", built_in: true });
  const token = found["data.jeton_token.by_reference"];
  expect(token).toMatchObject({ id: made["jeton_token.ci"]?.["id"], uses: 1, max_age: "P30D" });
  expect(token?.["last_used_at"]).toEqual(expect.any(String));
  expect(Object.keys(token ?? {})).not.toContain("secret");
  expect(found["data.jeton_whoami.me"]).toMatchObject({
    subject: { reference: "role/system/admin" },
    token: { name: "bootstrap" },
    grants: [{ project: "system", rules: [{ resource_type: "*" }] }],
  });
});

test("what is not there, and what does not say enough, is told", async () => {
  using missing = stage().workspace(`data "jeton_project" "x" { name = "nowhere" }`);
  expect((await missing.run("plan")).stderr).toContain("No jeton_project matches this configuration.");

  for (const id of ["", ".", "..", "prj_1/../.."]) {
    using nothing = stage().workspace(`data "jeton_project" "x" { id = ${JSON.stringify(id)} }`);
    expect((await nothing.run("plan")).stderr).toContain("No jeton_project matches this configuration.");
  }

  using unclear = stage().workspace(`
    data "jeton_role" "nothing" {}
    data "jeton_role" "both" {
      id      = "role_editor"
      project = "system"
    }
  `);
  const { stderr } = await unclear.run("validate");
  expect(stderr).toContain("Exactly one of id, name must be set.");
  expect(stderr).toContain("project goes with name.");
});
