import { expect, test } from "vitest";
import { findSecret } from "../../support/leaks.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

test("a token's secret is in one sensitive attribute of the state, and in no plan, output or log", async () => {
  using project = stage().workspace(
    `
    resource "jeton_project" "p" { name = "quiet" }
    resource "jeton_service_account" "a" {
      name    = "robot"
      project = jeton_project.p.name
    }
    resource "jeton_token" "t" {
      service_account_id = jeton_service_account.a.id
      name               = "ci"
      description        = "one"
    }
    data "jeton_token" "same" { id = jeton_token.t.id }
    `,
    { TF_LOG: "trace" },
  );
  const printed = [await project.plan(), await project.apply("plan")];
  const secret = String(project.attributes()["jeton_token.t"]?.["secret"]);
  expect(secret).toMatch(/^jtns_[0-9A-Za-z]{50}$/);

  const state = project.read("terraform.tfstate");
  expect(state.split(secret)).toHaveLength(2);
  expect(findSecret(state.replace(secret, ""), secret)).toBeUndefined();
  expect(JSON.parse(state)).toMatchObject({
    resources: expect.arrayContaining([sensitiveSecret]) as unknown,
  });

  project.configure(`${project.read("main.tf").replace(`"one"`, `"two"`)}
    output "ids" { value = [jeton_token.t.id, data.jeton_token.same.hint] }
  `);
  printed.push(await project.plan(), await project.apply("plan"), await project.run("plan", "-destroy"));
  printed.push(await project.run("show"), await project.run("destroy", "-auto-approve"));
  const places = printed.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  places.push(stage().server.stdout(), stage().server.stderr());
  expect(places.join("").length).toBeGreaterThan(10_000);
  for (const secretThing of [secret, stage().server.token]) {
    expect(places.map((text) => findSecret(text, secretThing)).filter(Boolean)).toEqual([]);
  }
});

const sensitiveSecret = expect.objectContaining({
  type: "jeton_token",
  mode: "managed",
  instances: [
    expect.objectContaining({ sensitive_attributes: [[{ type: "get_attr", value: "secret" }]] }) as unknown,
  ],
}) as unknown;
