import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { send } from "../../support/http.ts";
import { findSecret } from "../../support/leaks.ts";
import { useStage } from "../../support/terraform-test.ts";
import { toyVault } from "../../support/toy-vault.ts";
import type { Ran } from "../../support/terraform.ts";
import { unzip } from "../../support/unzip.ts";

const vault = toyVault();
const stage = useStage(undefined, {}, { "hashicorp/vault": vault.server });

const token = (lines: string): string => `
resource "jeton_project" "p" { name = "vaulted" }
resource "jeton_service_account" "a" {
  name    = "robot"
  project = jeton_project.p.name
}
resource "jeton_token" "t" {
  service_account_id = jeton_service_account.a.id
  name               = "ci"
  rotation           = { grace_period = "1h" }
  ${lines}
}
`;

const both = (version: number): string => `
ephemeral "jeton_secret" "ci" {}
${token(`secret_wo         = ephemeral.jeton_secret.ci.secret
  secret_wo_version = ${String(version)}`)}
resource "vault_kv_secret_v2" "ci" {
  mount                = "kv"
  name                 = "ci"
  data_json_wo         = jsonencode({ token = ephemeral.jeton_secret.ci.secret })
  data_json_wo_version = jeton_token.t.secret_wo_version
}
`;

const vaulted = (): string => (JSON.parse(vault.kept.get("ci") ?? "{}") as { token: string }).token;
const statusOf = async (secret: string): Promise<number> =>
  (await send(stage().server.url, { path: "/v1/whoami", token: secret })).status;

test("one secret goes to a vault and to the token, and lies in no state, plan or log", async () => {
  using project = stage().workspace(both(1), { TF_LOG: "trace" });
  const printed: Ran[] = [await project.plan()];
  const archives = [readFileSync(path.join(project.folder, "plan"))];
  printed.push(await project.apply("plan"));
  const first = vaulted();
  expect(await statusOf(first)).toBe(200);
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ secret: null, secret_wo: null });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  project.configure(both(2));
  printed.push(await project.plan());
  archives.push(readFileSync(path.join(project.folder, "plan")));
  printed.push(await project.apply("plan"), await project.run("show"));
  const second = vaulted();
  expect(second).not.toBe(first);
  expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  const places = printed.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  places.push(project.read("terraform.tfstate"), project.read("terraform.tfstate.backup"));
  places.push(
    ...archives.flatMap((one) => [...unzip(one).values()].map((bytes) => bytes.toString("latin1"))),
  );
  for (const secret of [first, second]) {
    expect(places.map((text) => findSecret(text, secret)).filter(Boolean)).toEqual([]);
  }

  // The token keeps the secret it was given; a rotation elsewhere is not Terraform's to mend without another version.
  project.configure(token(""));
  await project.apply();
  expect(await statusOf(second)).toBe(200);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("what does not go with a secret that is brought is refused before anything is asked", async () => {
  using project = stage().workspace("");
  const text = "jtnu_00000000000000000000000000000000000000000000000000";
  for (const [lines, message] of [
    [`secret_wo_version = 1`, "secret_wo and secret_wo_version are set together"],
    [`secret_wo = "x"\nsecret_wo_version = 1`, "Must be the whole text of a token"],
    [`secret_wo = "${text}"\nsecret_wo_version = 1`, "Must be the whole text of a token"],
    [
      `secret_wo = ephemeral.jeton_secret.user.secret\nsecret_wo_version = 1`,
      "a service account begins with `jtns_`",
    ],
    [
      `secret_wo = ephemeral.jeton_secret.ci.secret\nsecret_wo_version = 1\nkeepers = { a = "b" }`,
      "`secret_wo_version` alone says when",
    ],
    [
      `secret_wo = ephemeral.jeton_secret.ci.secret\nsecret_wo_version = 1\nsealed_for = "${"A".repeat(43)}="`,
      "A secret that is brought is not sealed",
    ],
  ] as const) {
    const secrets = `ephemeral "jeton_secret" "ci" {}\nephemeral "jeton_secret" "user" { kind = "user" }`;
    project.configure(`${secrets}\n${token(lines)}`);
    const { code, stderr } = await project.run("plan");
    expect([code, stderr.replaceAll(/[\s│]+/g, " ")]).toEqual([1, expect.stringContaining(message)]);
  }
  project.configure(`ephemeral "jeton_secret" "odd" { kind = "robot" }`);
  expect((await project.run("plan")).stderr).toContain("Must be one of `service_account`, `user`, `role`.");
});
