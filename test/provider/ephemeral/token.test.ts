import { expect, test } from "vitest";
import { findSecret } from "../../support/leaks.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const account = (project: string): string => `
resource "jeton_project" "p" { name = "${project}" }
resource "jeton_service_account" "a" {
  name    = "robot"
  project = jeton_project.p.name
}
`;

/** Waits until the token it is given has been renewed, and leaves what whoami says of it at the end. */
const waitForRenewal = `
  const ask = async () => (await (await fetch(process.env.URL + "/v1/whoami", {
    headers: { authorization: "Bearer " + process.env.TOKEN },
  })).json()).token;
  const first = await ask();
  let last = first;
  while (last?.expires_at === first.expires_at) last = await ask();
  require("node:fs").writeFileSync("used.json", JSON.stringify({ ...last, secret: process.env.TOKEN }));
`;

test("a token lives as long as the run: opened, renewed, revoked, and stored nowhere", async () => {
  using project = stage().workspace(
    `${account("runs")}
    ephemeral "jeton_token" "run" {
      service_account_id = jeton_service_account.a.id
      max_age            = "3s"
      labels             = { job = "42" }
    }
    resource "terraform_data" "use" {
      provisioner "local-exec" {
        command = "node wait.cjs"
        environment = {
          URL   = ${JSON.stringify(stage().server.url)}
          TOKEN = ephemeral.jeton_token.run.secret
        }
      }
    }
    `,
    { TF_LOG: "trace" },
  );
  project.write({ "wait.cjs": `(async () => {${waitForRenewal}})();` });
  const { stdout, stderr } = await project.apply();

  const used = JSON.parse(project.read("used.json")) as Record<string, unknown>;
  expect(used).toMatchObject({ ephemeral: true, labels: { job: "42" }, state: "active" });
  expect(used["name"]).toMatch(/^terraform-/);
  expect(used["secret"]).toMatch(/^jtnx_/);
  const after = (await stage().send({ path: `/v1/tokens/${String(used["id"])}` })).json();
  expect(after["state"]).toBe("revoked");
  const places = [stdout, stderr, project.read("terraform.tfstate")];
  expect(places.map((text) => findSecret(text, String(used["secret"]))).filter(Boolean)).toEqual([]);
});

test("it lasts 15 minutes when nothing is said, and is in no list", async () => {
  using project = stage().workspace(account("defaults"));
  await project.apply();
  project.configure(`${account("defaults")}
    ephemeral "jeton_token" "run" {
      service_account_id = jeton_service_account.a.id
    }
    check "minutes" {
      assert {
        condition     = ephemeral.jeton_token.run.max_age == "PT15M"
        error_message = "Another age."
      }
      assert {
        condition     = length(ephemeral.jeton_token.run.secret) == 55
        error_message = "No secret."
      }
    }
  `);
  const { code, stdout } = await project.run("plan", "-detailed-exitcode");
  expect(stdout).not.toContain("Warning");
  expect(code).toBe(0);
  const list = async (query: string): Promise<unknown> =>
    (await stage().send({ path: `/v1/tokens?project=defaults${query}` })).json()["items"];
  expect(await list("")).toEqual([]);
  expect(await list("&ephemeral=true")).toMatchObject([{ state: "revoked", max_age: "PT15M" }]);
});

test("it is as narrow as it is configured in every way, also a user's", async () => {
  using project = stage().workspace(`
    resource "jeton_user" "ann" { email = "ann@example.com" }
  `);
  await project.apply();
  const { id } = project.attributes()["jeton_user.ann"] ?? {};
  const narrow = {
    user_id: id,
    name: "narrow",
    description: "For a run",
    within: "system",
    mode: "custom",
    rules: [{ resource_type: "jeton.token", actions: ["read"], resource_names: ["@own"] }],
    max_age: "PT5M",
    usage_limit: 3,
    allowed_cidrs: ["192.0.2.0/24"],
    audiences: ["https://elsewhere.example.com"],
    rate_limit: { requests: 2, period: "PT1M" },
    labels: { job: "42" },
  };
  const lines = Object.entries(narrow).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  project.configure(`
    resource "jeton_user" "ann" { email = "ann@example.com" }
    ephemeral "jeton_token" "run" {
      ${lines.join("\n")}
    }
  `);
  await project.plan();
  const { items } = (await stage().send({ path: "/v1/tokens?ephemeral=true&name=narrow" })).json();
  expect(items).toMatchObject([{ ...narrow, state: "revoked" }]);
});

test("a token that cannot be revoked at the end is a warning, and the run succeeds", async () => {
  const rules = [{ resource_type: "jeton.token", actions: ["create"] }];
  const create = async (path: string, body: object): Promise<Record<string, unknown>> =>
    (await stage().send({ method: "POST", path, body })).json();
  const role = await create("/v1/roles", { name: "only-creates", project: "system", rules });
  const robot = await create("/v1/service-accounts", { name: "robot", project: "system" });
  const { secret } = await create("/v1/tokens", { role_id: role["id"], name: "weak" });
  using project = stage().workspace(`
    provider "jeton" {
      url   = ${JSON.stringify(stage().server.url)}
      token = ${JSON.stringify(secret)}
    }
    ephemeral "jeton_token" "run" {
      service_account_id = ${JSON.stringify(robot["id"])}
    }
    resource "terraform_data" "use" {}
  `);
  const { code, stdout } = await project.run("apply", "-auto-approve");
  expect(stdout).toContain("Warning: The ephemeral token was not revoked");
  expect(code).toBe(0);
  expect(findSecret(stdout, String(secret))).toBeUndefined();
});

test("what the server refuses is told at its attribute, and nothing is left behind", async () => {
  using project = stage().workspace(`
    ephemeral "jeton_token" "run" {
      role_id = "role_viewer"
      project = "nowhere"
    }
    resource "terraform_data" "use" {}
  `);
  const { code, stderr } = await project.run("plan");
  expect(code).toBe(1);
  expect(stderr).toContain("Invalid value for project");
  expect(stderr).toMatch(/\d+:\s+project = "nowhere"/);
});
