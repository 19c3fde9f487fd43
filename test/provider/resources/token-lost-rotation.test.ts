import { afterAll, afterEach, expect, test } from "vitest";
import { startFaultProxy } from "../../support/fault-proxy.ts";
import { send } from "../../support/http.ts";
import { useStage } from "../../support/terraform-test.ts";

const proxy = await startFaultProxy(() => stage().server.url);
const stage = useStage(({ token }) => ({ JETON_URL: proxy.url, JETON_TOKEN: token }));
afterEach(() => {
  proxy.decide = () => "pass";
});
afterAll(() => proxy[Symbol.asyncDispose]());

const token = (project: string, lines: string, block = ""): string => `${block}
resource "jeton_project" "p" { name = "${project}" }
resource "jeton_service_account" "a" {
  name    = "robot"
  project = jeton_project.p.name
}
resource "jeton_token" "t" {
  service_account_id = jeton_service_account.a.id
  name               = "ci"
  ${lines}
}
`;

type Project = ReturnType<ReturnType<typeof stage>["workspace"]>;

const shownIn = (project: Project) => project.attributes()["jeton_token.t"] ?? {};
const secretIn = (project: Project): string => String(shownIn(project)["secret"]);
const statusOf = async (secret: string): Promise<number> =>
  (await send(stage().server.url, { path: "/v1/whoami", token: secret })).status;
test("a rotation whose answer is lost is asked for again and done once", async () => {
  using project = stage().workspace(token("lost", `keepers = { a = "1" }\n${grace}`));
  await project.apply();
  const first = secretIn(project);
  let lost = 0;
  proxy.decide = (request) => (request.endsWith(":rotate") && (lost += 1) === 1 ? "lose" : "pass");
  project.configure(token("lost", `keepers = { a = "2" }\n${grace}`));
  await project.apply();
  expect(lost).toBe(2);
  expect([await statusOf(first), await statusOf(secretIn(project))]).toEqual([200, 200]);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

const grace = `rotation = { grace_period = "1h" }`;

test("a run that never had the answer is repeated by the next, and the secret in use stays in its grace", async () => {
  const once = `provider "jeton" { max_retries = 0 }`;
  using project = stage().workspace(token("ended", `keepers = { a = "1" }\n${grace}`, once));
  await project.apply();
  const first = secretIn(project);
  project.configure(token("ended", `keepers = { a = "2" }\n${grace}`, once));
  proxy.decide = (request) => (request.endsWith(":rotate") ? "lose" : "pass");
  expect((await project.run("apply", "-auto-approve")).code).toBe(1);
  expect(shownIn(project)).toMatchObject({ secret: first, keepers: { a: "1" } });

  proxy.decide = () => "pass";
  // Even when nothing asks for it any more.
  project.configure(token("ended", `keepers = { a = "1" }\n${grace}`, once));
  const { stdout } = await project.plan();
  expect(stdout).toContain("Warning: The token will be rotated");
  await project.apply("plan");
  expect(secretIn(project)).not.toBe(first);
  expect([await statusOf(first), await statusOf(secretIn(project))]).toEqual([200, 200]);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("a rotation stands when what was to come after it fails, and is not done a second time", async () => {
  const once = `provider "jeton" { max_retries = 0 }`;
  using project = stage().workspace(token("half", `max_age = "30d"\nkeepers = { a = "1" }`, once));
  await project.apply();
  const { secret: first } = shownIn(project);
  const next = `max_age = "60d"\ndescription = "d"\nkeepers = { a = "2" }`;
  project.configure(token("half", next, once));
  let changes = 0;
  proxy.decide = (request) => (request.startsWith("PATCH") && (changes += 1) > 1 ? "refuse" : "pass");
  expect((await project.run("apply", "-auto-approve")).code).toBe(1);
  const half = shownIn(project);
  expect(half).toMatchObject({ description: "d", keepers: { a: "2" }, max_age: "P30D" });
  expect([half["secret"] === first, await statusOf(secretIn(project))]).toEqual([false, 200]);

  proxy.decide = () => "pass";
  await project.apply();
  expect(shownIn(project)).toMatchObject({ secret: half["secret"], max_age: "60d" });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("a token rotated elsewhere is rotated, so that the state holds its secret; one that was imported is not", async () => {
  using project = stage().workspace(token("elsewhere", ``));
  await project.apply();
  const { id } = shownIn(project);
  await stage().send({ method: "POST", path: `/v1/tokens/${String(id)}:rotate`, body: {} });
  expect(await statusOf(secretIn(project))).toBe(401);
  const { stdout } = await project.apply();
  expect(stdout.replaceAll(/[\s│]+/g, " ")).toContain("is not the last one that came through Terraform");
  expect(await statusOf(secretIn(project))).toBe(200);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  await project.run("state", "rm", "jeton_token.t");
  await project.run("import", "jeton_token.t", String(id));
  await stage().send({ method: "POST", path: `/v1/tokens/${String(id)}:rotate`, body: {} });
  expect(await project.leftToDo()).toMatchObject({ plan: 0 });
});
