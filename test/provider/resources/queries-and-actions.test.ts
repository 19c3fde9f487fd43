import { execFileSync } from "node:child_process";
import { beforeEach, expect, test } from "vitest";
import { findSecret } from "../../support/leaks.ts";
import { isOpenTofu, terraformBinary } from "../../support/terraform-binary.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

/** What came with Terraform 1.14; older ones are stood in for by what they would ask (newer-terraform.test.ts). */
const hasThem = !isOpenTofu && terraformBinary !== undefined && minorOf(terraformBinary) >= 14;
beforeEach(({ skip }) => {
  skip(!hasThem, "list resources and actions need Terraform 1.14");
});

function minorOf(binary: string): number {
  const text = execFileSync(binary, ["version", "-json"], { encoding: "utf8" });
  const { terraform_version: version } = JSON.parse(text) as { readonly terraform_version: string };
  return Number(version.split(".")[1]);
}

const token = `
resource "jeton_service_account" "a" {
  name    = "robot"
  project = "system"
}
resource "jeton_token" "t" {
  service_account_id = jeton_service_account.a.id
  name               = "ci"
}
action "jeton_token_rotate" "leaked" {
  config { id = jeton_token.t.id }
}
action "jeton_token_revoke" "gone" {
  config { id = jeton_token.t.id }
}
`;

const whoami = async (secret: string): Promise<number> =>
  await stage()
    .send({ path: "/v1/whoami", token: secret })
    .then(
      ({ status }) => status,
      () => 401,
    );

test("what there is is queried, and becomes configuration that imports it and leaves nothing to do", async () => {
  const account = { name: "there", project: "system" };
  await stage().send({ method: "POST", path: "/v1/service-accounts", body: account });
  using project = stage().workspace("");
  const query = `list "jeton_service_account" "all" {\n  provider = jeton\n  config {\n    name = "there"\n  }\n}\n`;
  project.write({ "all.tfquery.hcl": query });
  expect((await project.run("query")).stdout).toMatch(
    /list\.jeton_service_account\.all +id=sa_\S+ +system\/there/,
  );
  expect(await project.run("query", "-generate-config-out=found.tf")).toMatchObject({ code: 0 });
  expect(project.read("found.tf")).toContain("import {");
  expect((await project.apply()).stdout).toContain("1 imported, 0 added, 0 changed, 0 destroyed");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("an action ends a secret at once, tells what follows from it, and the next apply gives the state one that works", async () => {
  using project = stage().workspace(token);
  await project.apply();
  const secret = (): string => String(project.attributes()["jeton_token.t"]?.["secret"]);
  const first = secret();
  const rotated = await project.apply("-invoke=action.jeton_token_rotate.leaked");
  expect(rotated.stdout).toMatch(
    /jtns_\w{12} is rotated\. Terraform manages it: the next plan rotates it once more/,
  );
  expect(rotated.stdout).toContain("Nobody gets the new secret");
  expect([findSecret(rotated.stdout, first), await whoami(first)]).toEqual([undefined, 401]);
  await project.apply();
  expect(await whoami(secret())).toBe(200);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  await project.apply("-invoke=action.jeton_token_revoke.gone");
  expect(await whoami(secret())).toBe(401);
  expect((await project.plan()).changes["jeton_token.t"]).toMatchObject({
    actions: ["delete", "create"],
    replace_paths: [["state"]],
  });
});
