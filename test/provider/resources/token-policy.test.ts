import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const token = (project: string, more: string): string => `
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

const policy = (project: string, values: object) =>
  stage().send({ method: "POST", path: "/v1/policies", body: { project, ...values } });

test("a token that awaits approval is no difference, and one that is widened may await it again", async () => {
  using project = stage().workspace(token("asking", `mode = "read_only"`));
  await project.apply();
  await policy("asking", { require_approval: true });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  project.configure(token("asking", `mode = "full_access"`));
  const plan = await project.plan();
  expect(plan.changes["jeton_token.t"]).toMatchObject({
    actions: ["update"],
    after_unknown: { state: true },
  });
  await project.apply("plan");
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ state: "pending" });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  const { id } = project.attributes()["jeton_token.t"] ?? {};
  const account = await stage().send({
    method: "POST",
    path: "/v1/service-accounts",
    body: { name: "eve", project: "system" },
  });
  const owner = { service_account_id: account.json()["id"] };
  const body = { role_id: "role_admin", project: "system", ...owner };
  await stage().send({ method: "POST", path: "/v1/role-bindings", body });
  const own = await stage().send({ method: "POST", path: "/v1/tokens", body: { ...owner, name: "own" } });
  const path = `/v1/tokens/${String(id)}`;
  const etag = (await stage().send({ path })).headers["etag"];
  const approval = await stage().send({
    method: "POST",
    path: `${path}:approve`,
    body: { etag },
    token: String(own.json()["secret"]),
  });
  expect(approval.json()).toMatchObject({ state: "active" });
  expect((await project.plan()).code).toBe(0);

  project.configure(token("asking", `mode = "full_access"\ndescription = "said"\nlabels = { a = "b" }`));
  const described = await project.plan();
  expect(described.changes["jeton_token.t"]?.after_unknown).not.toHaveProperty("state");
  await project.apply("plan");
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ state: "active" });
});

test("a token that a policy blocks is no difference, and works again once its end is nearer", async () => {
  using project = stage().workspace(token("lasting", ``));
  await project.apply();
  await policy("lasting", { max_lifetime: "30d" });
  expect((await project.plan()).code).toBe(0);
  await project.apply();
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ state: "blocked" });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  project.configure(token("lasting", `max_age = "60d"`));
  expect((await project.run("apply", "-auto-approve")).stderr).toContain(
    "P30D at most by the policy of `lasting`",
  );
  project.configure(token("lasting", `max_age = "30d"`));
  await project.apply();
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ state: "active" });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});
