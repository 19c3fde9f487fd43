import { expect, test } from "vitest";
import { send } from "../../support/http.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const token = (project: string, lines = ""): string => `
resource "jeton_project" "p" { name = "${project}" }
resource "jeton_project" "below" {
  name       = "${project}.below"
  depends_on = [jeton_project.p]
}
resource "jeton_role" "r" {
  name    = "reader"
  project = jeton_project.p.name
  rules   = [{ resource_type = "jeton.token", actions = ["read"] }]
}
resource "jeton_token" "t" {
  role_id = jeton_role.r.id
  name    = "ci"
  ${lines}
}
`;

type Project = ReturnType<ReturnType<typeof stage>["workspace"]>;
const idIn = (project: Project): string => String(project.attributes()["jeton_token.t"]?.["id"]);
const shown = async (id: string) => (await stage().send({ path: `/v1/tokens/${id}` })).json();
const words = (text: string): string => text.replaceAll(/[\s│╷╵]+/g, " ");

test("one that is never used is replaced under its name, the successor first; of one in use it is told how", async () => {
  const first = `lifecycle { create_before_destroy = true }`;
  using project = stage().workspace(token("first", first));
  await project.apply();
  const before = idIn(project);
  project.configure(token("first", `project = jeton_project.below.name\n${first}`));
  expect((await project.plan()).changes["jeton_token.t"]?.actions).toEqual(["create", "delete"]);
  await project.apply("plan");
  expect(project.attributes()["jeton_token.t"]).toMatchObject({ name: "ci", state: "active" });
  expect(idIn(project)).not.toBe(before);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  await useOnce(project);
  const { code, stderr } = await project.run("apply", "-auto-approve", "-replace=jeton_token.t");
  expect([code, words(stderr)]).toEqual([1, expect.stringContaining("change `keepers` for a new secret")]);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

async function useOnce(project: Project): Promise<void> {
  const { secret } = project.attributes()["jeton_token.t"] ?? {};
  await send(stage().server.url, { path: "/v1/whoami", token: String(secret) });
  const usesOf = async (): Promise<unknown> => (await shown(idIn(project)))["uses"];
  await expect.poll(usesOf, { interval: 200 }).toBe(1);
}

test("a token that a run left behind is revoked, and a new one made in its place", async () => {
  using project = stage().workspace(token("left"));
  await project.apply();
  const before = idIn(project);
  // The run was ended before it wrote the state.
  await project.run("state", "rm", "jeton_token.t");
  const { stdout } = await project.apply();
  expect(words(stdout)).toContain("Warning: A token that was left behind is replaced");
  expect(stdout).toContain(before);
  expect(await shown(before)).toMatchObject({ state: "revoked" });
  expect(idIn(project)).not.toBe(before);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});

test("one that is in use, was rotated, or is somebody else's is left alone, and how to import it is told", async () => {
  using project = stage().workspace(token("taken"));
  await project.apply();
  await useOnce(project);
  const id = idIn(project);
  await project.run("state", "rm", "jeton_token.t");
  const refused = async (holder: string): Promise<void> => {
    const { code, stderr } = await project.run("apply", "-auto-approve");
    expect([code, stderr]).toEqual([1, expect.stringContaining("Error: The name is taken")]);
    expect(words(stderr)).toContain(`import { to = jeton_token.NAME id = "${holder}" }`);
    expect(await shown(holder)).toMatchObject({ state: "active", name: "ci" });
  };
  await refused(id);

  const body = { role_id: project.attributes()["jeton_role.r"]?.["id"], name: "ci" };
  await stage().send({ method: "POST", path: `/v1/tokens/${id}:revoke` });
  const other = (await stage().send({ method: "POST", path: "/v1/tokens", body })).json();
  await refused(String(other["id"]));
  project.write({ "import.tf": `import {\n  to = jeton_token.t\n  id = "${String(other["id"])}"\n}\n` });
  await project.apply();
  expect(idIn(project)).toBe(other["id"]);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});
