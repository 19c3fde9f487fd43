import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const token = (project: string, more = ""): string => `
resource "jeton_project" "p" { name = "${project}" }
resource "jeton_service_account" "a" {
  name    = "robot"
  project = jeton_project.p.name
}
resource "jeton_token" "t" {
  service_account_id = jeton_service_account.a.id
  name               = "ci"
  ${more}
}
`;

test("a token revoked behind Terraform's back is replaced because of its state", async () => {
  using project = stage().workspace(token("revoked"));
  await project.apply();
  const id = String(project.attributes()["jeton_token.t"]?.["id"]);
  await stage().send({ method: "POST", path: `/v1/tokens/${id}:revoke` });
  const { changes, stdout } = await project.plan();
  expect(changes).toMatchObject({
    "jeton_token.t": {
      actions: ["delete", "create"],
      before: { id, state: "revoked" },
      replace_paths: [["state"]],
    },
  });
  // OpenTofu says the reason first.
  expect(stdout).toMatch(/"revoked" (-> \(known after apply\) # forces|# forces) replacement/);
  await project.apply("plan");
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ state: "active", name: "ci" });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("a revoked token's successor can be created before it is destroyed, under the same name", async () => {
  using project = stage().workspace(token("successor", "lifecycle { create_before_destroy = true }"));
  await project.apply();
  const id = String(project.attributes()["jeton_token.t"]?.["id"]);
  await stage().send({ method: "POST", path: `/v1/tokens/${id}:revoke` });
  expect((await project.plan()).changes["jeton_token.t"]?.actions).toEqual(["create", "delete"]);
  await project.apply("plan");
  expect(project.attributes()["jeton_token.t"]?.["id"]).not.toBe(id);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("objects deleted behind Terraform's back are dropped and created again", async () => {
  using project = stage().workspace(token("deleted"));
  await project.apply();
  const account = String(project.attributes()["jeton_service_account.a"]?.["id"]);
  await stage().send({ method: "DELETE", path: `/v1/service-accounts/${account}` });
  const { changes } = await project.plan();
  expect(changes).toMatchObject({
    "jeton_service_account.a": { actions: ["create"] },
    "jeton_token.t": { actions: ["create"], before: null },
  });
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("a destroy succeeds when the objects are gone already", async () => {
  using project = stage().workspace(token("gone"));
  await project.apply();
  const { id } = project.attributes()["jeton_token.t"] ?? {};
  await stage().send({ method: "DELETE", path: `/v1/tokens/${String(id)}` });
  expect((await project.run("destroy", "-auto-approve", "-refresh=false")).code).toBe(0);
});

test("a wrong path in the server's address is an error, and nothing is taken for deleted", async () => {
  const { url, token: admin } = stage().server;
  const at = (address: string): string => `
    provider "jeton" {
      url   = ${JSON.stringify(address)}
      token = ${JSON.stringify(admin)}
    }
    ${token("address")}
  `;
  using project = stage().workspace(at(url));
  await project.apply();
  const before = project.attributes();
  project.configure(at(`${url}/api`));
  for (const command of ["apply", "destroy"]) {
    const { code, stderr } = await project.run(command, "-auto-approve");
    expect(code).toBe(1);
    expect(stderr).toContain("Error: There is no Jeton at this address");
  }
  expect(project.attributes()).toEqual(before);
});
