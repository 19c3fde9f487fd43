import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createDeployWorld } from "./deploy-world.ts";

const given = await createDeployWorld();
const { world, write, asked } = given;
afterAll(() => given[Symbol.asyncDispose]());
beforeEach(() => {
  asked.length = 0;
  given.decide = () => "pass";
});

const pull = { name: "pull_request", ref: "refs/pull/7/merge" };
const team = `kind: service_account
name: robot
project: shop
---
- kind: group
  name: crew
  project: shop
`;

async function exists(reference: string): Promise<boolean> {
  const path = { sa: "service-accounts", grp: "groups" }[reference.split("/")[0] ?? ""] ?? "";
  const id = encodeURIComponent(reference.split("/").slice(1).join("/"));
  return (await world.server.send({ path: `/v1/${path}/${id}` })).status === 200;
}

test("plans for a pull request, applies after the merge, finds nothing to do, and deletes only when it may", async () => {
  await write("infra/team.yaml", team);
  const inputs = { ...given.inputs, declarations: "infra/*.yaml" };
  const planned = await given.job(pull).use(inputs);
  expect(planned).toMatchObject({ exitCode: 0, annotations: [], stderr: "" });
  expect(planned.stdout).toContain("Valid: 2 objects in 1 file.");
  expect(planned.stdout).toContain(
    "Plan of shop-website-infra-4dcb3ed8 in shop: 2 to create, 0 unchanged.\n+ create sa/shop/robot\n",
  );
  expect(planned.outputs).toMatchObject({
    mode: "online",
    "has-changes": "true",
    "create-count": "2",
    "delete-count": "0",
    "plan-digest": expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(JSON.parse(planned.outputs["changes"] ?? "")).toEqual([
    { action: "create", kind: "service_account", reference: "sa/shop/robot" },
    { action: "create", kind: "group", reference: "grp/shop/crew" },
  ]);
  expect(planned.summary).toContain('<pre lang="diff">+ create sa/shop/robot\n+   name: &#34;robot&#34;');
  expect(await exists("sa/shop/robot")).toBe(false);

  const applied = await given.job().use(inputs);
  expect(applied).toMatchObject({ exitCode: 0, annotations: [] });
  expect(applied.stdout).toContain("Applied shop-website-infra-4dcb3ed8 in shop: 2 created, 0 unchanged.");
  expect(applied.outputs).toMatchObject({ "has-changes": "true", "create-count": "2" });
  expect([await exists("sa/shop/robot"), await exists("grp/shop/crew")]).toEqual([true, true]);

  const again = await given.job(pull).use({ ...inputs, "fail-on-drift": "true" });
  expect(again).toMatchObject({ exitCode: 0, outputs: { "has-changes": "false", changes: "[]" } });

  await write(
    "infra/team.yaml",
    team.slice(0, team.indexOf("---")).replace("project", "description: <b>\n$&"),
  );
  const left = await given.job().use(inputs);
  expect(left.stdout).toContain('! update sa/shop/robot\n+   description: "<b>"\n# left: grp/shop/crew');
  expect(left.summary).toContain("&#60;b&#62;");
  expect(await exists("grp/shop/crew")).toBe(true);
  const drifted = await given.job(pull).use({ ...inputs, prune: "true", "fail-on-drift": "true" });
  expect(drifted.exitCode).toBe(1);
  expect(drifted.annotations.at(-1)?.message).toBe(
    "shop-website-infra-4dcb3ed8 is not as it is declared: 1 to delete, 1 unchanged.",
  );
  expect(drifted.outputs).toMatchObject({ "has-changes": "true", "delete-count": "1" });
  const pruned = await given.job().use({ ...inputs, prune: "true", "prune-limit": "1" });
  expect(pruned.stdout).toContain("- delete grp/shop/crew");
  expect(pruned.exitCode).toBe(0);
  expect(await exists("grp/shop/crew")).toBe(false);
});

test("carries out the plan that was seen, and no other", async () => {
  await write("seen/one.yml", "kind: service_account\nname: seen\nproject: shop\n");
  const inputs = { ...given.inputs, declarations: "seen", name: "seen" };
  const { outputs } = await given.job(pull).use(inputs);
  const digest = { "plan-digest": outputs["plan-digest"] ?? "", deploy: "apply" };
  await write("seen/two.yml", "kind: service_account\nname: unseen\nproject: shop\n");
  const stale = await given.job().use({ ...inputs, ...digest });
  expect(stale.exitCode).toBe(1);
  expect(stale.annotations.at(-1)?.message).toMatch(
    /^The plan that `plan-digest` names is not what would be applied by now, so nothing was applied\./,
  );
  expect(asked.filter((line) => line.includes("apply"))).toEqual([]);
  const kept = await given.job().use({ ...inputs, ...digest, declarations: "seen\n!seen/two.*" });
  expect(kept.exitCode).toBe(0);
  expect([await exists("sa/shop/seen"), await exists("sa/shop/unseen")]).toEqual([true, false]);
});

test("an answer that was lost is no failure, when a further plan finds nothing to do", async () => {
  await write("lost.yaml", "kind: service_account\nname: lost\nproject: shop\n");
  let lost = false;
  given.decide = (line) => {
    if (lost || !line.includes("apply")) return "pass";
    lost = true;
    return "lose";
  };
  const applied = await given.job().use({ ...given.inputs, declarations: "lost.yaml" });
  expect(applied).toMatchObject({ exitCode: 0, annotations: [] });
  expect(applied.stdout).toContain("as is seen by a further plan: the answer was lost.");
  expect(await exists("sa/shop/lost")).toBe(true);
});

test("tells every problem of the files at its line, and asks nobody", async () => {
  await write("bad/a.yaml", 'kind: service_account\nname: "::error::"\nproject: shop\n---\nkind: nothing\n');
  await write("bad/b.yaml", "kind: group\nname: x\nproject: shop\nlabel: [\n");
  const broken = await given.job().use({ ...given.inputs, declarations: "bad" });
  expect(broken).toMatchObject({ exitCode: 1, outputs: {} });
  expect(broken.stdout).toMatch(/^::error file=bad\/b\.yaml,line=5,col=1::/m);
  expect(broken.annotations.at(-1)?.message).toMatch(/^The declarations have .*; nothing was asked/);
  await write("bad/b.yaml", "kind: group\nname: x\nproject: shop\nlabels: 7\n");
  const wrong = await given.job().use({ ...given.inputs, declarations: "bad" });
  expect(wrong.stdout).toMatch(/^::error file=bad\/a\.yaml,line=2,col=1::\/name /m);
  expect(wrong.stdout).toMatch(/^::error file=bad\/a\.yaml,line=5,col=1::\/kind must be one of /m);
  expect(wrong.stdout).toMatch(/^::error file=bad\/b\.yaml,line=4,col=1::\/labels /m);
  const many = Array.from({ length: 30 }, () => "kind: nothing\n").join("---\n");
  await write("bad/a.yaml", many);
  const told = await given.job().use({ ...given.inputs, declarations: "bad/a.yaml" });
  expect(told.annotations).toHaveLength(10);
  expect(told.annotations.at(-1)?.message).toContain("The declarations have 30 problems");
  expect(told.stdout).toContain("! bad/a.yaml:59:1: /kind must be one of");
  expect(asked).toEqual([]);
});

test("a change that would be refused is told at its line, and nothing is applied", async () => {
  await write(
    "refused.yaml",
    "kind: service_account\nname: alone\nproject: shop\n---\n\nkind: token\nname: a\nservice_account_id: sa/shop/alone\nmax_age: 1d\n",
  );
  const refused = await given.job().use({ ...given.inputs, declarations: "refused.yaml" });
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout).toMatch(
    /^::error file=refused\.yaml,line=6,col=1::Cannot create tok\/sa\/shop\/alone\/a: \/sealed_for is required/m,
  );
  expect(refused.annotations.at(-1)?.message).toBe(
    "1 of the changes would be refused, so nothing is applied.",
  );
  expect(refused.outputs).toMatchObject({ "create-count": "2" });
  expect(await exists("sa/shop/alone")).toBe(false);
});

test("who may only look can plan, and is told what they may not do", async () => {
  const { create } = world.server;
  await create("/v1/service-accounts", { name: "planner", project: "shop" });
  const binding = { role_id: "role/system/viewer", service_account_id: "sa/shop/planner", project: "shop" };
  await create("/v1/role-bindings", binding);
  const { secret } = await create("/v1/tokens", { service_account_id: "sa/shop/planner", name: "github" });
  const inputs = { ...given.inputs, token: String(secret), declarations: "seen" };
  const planned = await given.job(pull).use(inputs);
  expect(planned.exitCode).toBe(0);
  expect(planned.annotations.map(({ level }) => level)).toContain("warning");
  expect(planned.stdout).toMatch(/of the changes would be refused to whom it signed in as/);
  const applied = await given.job().use(inputs);
  expect(applied.exitCode).toBe(1);
});

test("without an identity a plan validates and passes, an apply says why it cannot", async () => {
  const inputs = { ...given.inputs, token: "", "service-account": "shop/ci", declarations: "seen" };
  const fork = { ...pull, fromFork: true };
  const offline = await given.job(fork).use(inputs);
  expect(offline).toMatchObject({ exitCode: 0, outputs: { mode: "offline" } });
  expect(offline.annotations).toEqual([
    {
      level: "notice",
      message: expect.stringMatching(/fork.* The declarations are valid \(2 objects in 2 files\)/),
    },
  ]);
  for (const more of [
    { deploy: "apply" },
    { "require-identity": "true" },
    { tokens: "A = sa/shop/deployer" },
  ]) {
    const failed = await given.job(fork).use({ ...inputs, ...more });
    expect(failed.exitCode).toBe(1);
    expect(failed.annotations[0]?.message).toMatch(/^Cannot sign in as shop\/ci: .*fork/);
  }
  const wrong = await given.job(fork).use({ ...inputs, declarations: "refused.yaml\nbad" });
  expect(wrong.exitCode).toBe(1);
  expect(asked).toEqual([]);
});

test("a pull request makes it read nothing but its own files", async () => {
  await write(".git/config", "token: AUTHORIZATION\n");
  await write("outside/x.yaml", "kind: nothing\n");
  await symlink(join(given.workspace, ".git/config"), join(given.workspace, "links.yaml"));
  await symlink("/etc", join(given.workspace, "etc"));
  for (const declarations of ["links.yaml", "etc/hostname", "*nks.yaml"]) {
    const linked = await given.job().use({ ...given.inputs, declarations });
    expect(linked.annotations.at(-1)?.message).toMatch(/is a link, or in a folder that is one/);
    expect(linked.stdout).not.toContain("AUTHORIZATION");
  }
  const hidden = await given.job().use({ ...given.inputs, declarations: "**/config" });
  expect(hidden.annotations.at(-1)?.message).toMatch(/matches no file in the workspace/);
  expect(asked).toEqual([]);
});

test.each([
  [{ declarations: "../x.yaml" }, "`declarations`: ../x.yaml must be a path within the workspace"],
  [{ declarations: "/etc/passwd" }, "must be a path within the workspace"],
  [{ declarations: "a", directory: "a/../.." }, "`directory`: a/../.. must be"],
  [{ declarations: "!a" }, "`declarations` names no file"],
  [{ declarations: "a", deploy: "destroy" }, "`deploy` must be `plan` or `apply`."],
  [{ declarations: "a", project: "" }, "`project` is empty"],
  [{ declarations: "a", name: "shop/website" }, "`name` must be 1 to 63 of"],
  [{ declarations: "a", prune: "yes" }, "`prune` must be `true` or `false`."],
  [{ declarations: "a", "prune-limit": "-1" }, "`prune-limit` must be a number"],
  [{ declarations: "a", deploy: "plan", "plan-digest": "x" }, "`plan-digest` is of the plan to carry out"],
  [{ deploy: "plan" }, "`deploy` is given, but neither `declarations` nor `directory` names files."],
  [{ declarations: "none/*.yaml" }, "none/*.yaml matches no file in the workspace."],
])("refuses %o before any request", async (inputs, message) => {
  const main = await given.job().use({ ...given.inputs, ...inputs });
  expect(main).toMatchObject({ exitCode: 1, outputs: {} });
  expect(main.annotations).toEqual([{ level: "error", message: expect.stringContaining(message) }]);
  expect(asked).toEqual([]);
});
