import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createDeployWorld } from "./deploy-world.ts";

const given = await createDeployWorld();
const { world, write, asked } = given;
afterAll(() => given[Symbol.asyncDispose]());
beforeEach(async () => {
  asked.length = 0;
  given.decide = () => "pass";
  await rm(join(given.workspace, "kestra"), { recursive: true, force: true });
});

const { project: _, ...inputs } = given.inputs;
const folders = { ...inputs, directory: "kestra", "project-folders": "true" };
const pull = { name: "pull_request", ref: "refs/pull/7/merge" };

function account(name: string, project: string, description = ""): string {
  return `kind: service_account\nname: ${name}\nproject: ${project}\ndescription: "${description}"\n`;
}

async function isThere(path: string): Promise<boolean> {
  return (
    (await world.server.send({ path: `/v1/service-accounts/${encodeURIComponent(path)}` })).status === 200
  );
}

async function makeProjects(...names: readonly string[]): Promise<void> {
  for (const name of names) await world.server.create("/v1/projects", { name });
}

test("a folder by itself is declared, whatever is in it", async () => {
  await write("kestra/a.yaml", account("by-folder", "shop"));
  await write("kestra/b/c.yml", account("below", "shop"));
  const main = await given.job().use({ ...given.inputs, directory: "./kestra/", name: "whole" });
  expect(main).toMatchObject({ exitCode: 0, outputs: { "create-count": "2" } });
  expect(main.stdout).toContain("Valid: 2 objects in 2 files.");
});

test("each folder is of the project it is named for: all are planned before any is applied", async () => {
  await makeProjects("shop.one", "shop.two");
  await write("kestra/shop/a.yaml", account("a", "shop"));
  await write("kestra/shop.one/a.yaml", account("a", "shop.one"));
  await write("kestra/shop.two/flows/a.yaml", account("a", "shop.two"));
  const planned = await given.job(pull).use(folders);
  expect(planned.exitCode).toBe(0);
  expect(planned.stdout.match(/^Plan of shop-website-kestra-\w+ in .*$/gm)).toEqual([
    expect.stringMatching(/ in shop: 1 to create, 0 unchanged\.$/),
    expect.stringMatching(/ in shop\.one: 1 to create/),
    expect.stringMatching(/ in shop\.two: 1 to create/),
  ]);
  const { outputs } = planned;
  expect(outputs).toMatchObject({ "create-count": "3", "plan-digest": expect.stringMatching(/^[\w-]{43}$/) });
  expect(JSON.parse(outputs["changes"] ?? "")).toHaveLength(3);

  await write("kestra/shop.two/flows/b.yaml", account("b", "shop.two"));
  const stale = await given.job().use({ ...folders, "plan-digest": outputs["plan-digest"] ?? "" });
  expect(stale.annotations.at(-1)?.message).toMatch(/^The plan that `plan-digest` names is not/);
  expect(asked.filter((line) => line.includes("apply"))).toEqual([]);

  await rm(join(given.workspace, "kestra/shop.two/flows/b.yaml"));
  const applied = await given.job().use({ ...folders, "plan-digest": outputs["plan-digest"] ?? "" });
  expect(applied).toMatchObject({ exitCode: 0, annotations: [], outputs: { "create-count": "3" } });
  expect(applied.summary.match(/<h3>Applied /g)).toHaveLength(3);
  expect(await Promise.all(["shop/a", "shop.one/a", "shop.two/a"].map(isThere))).toEqual([true, true, true]);

  await write("kestra/shop.one/a.yaml", "[]\n");
  const pruned = await given.job().use({ ...folders, prune: "true", "prune-limit": "1" });
  expect(pruned).toMatchObject({ exitCode: 0, outputs: { "delete-count": "1", "unchanged-count": "2" } });
  expect(await Promise.all(["shop/a", "shop.one/a", "shop.two/a"].map(isThere))).toEqual([true, false, true]);
});

test("nothing is applied when one of them would be refused", async () => {
  await makeProjects("shop.good", "shop.wrong");
  await write("kestra/shop.good/a.yaml", account("a", "shop.good"));
  await write("kestra/shop.wrong/a.yaml", account("a", "shop.good"));
  const refused = await given.job().use(folders);
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout).toMatch(/^::error file=kestra\/shop\.wrong\/a\.yaml,line=3,col=1::/m);
  expect(asked.filter((line) => line.includes("apply"))).toEqual([]);
  await write("kestra/shop.wrong/a.yaml", account("a", "shop.wrong"));
  await write("kestra/shop.none/a.yaml", account("a", "shop.none"));
  const unknown = await given.job().use(folders);
  expect(unknown.annotations.at(-1)?.message).toMatch(
    /^Cannot plan shop-website-kestra-\w+ in shop\.none: .* Check the folder shop\.none, which is to be named for a project that is there/,
  );
  expect(await isThere("shop.good/a")).toBe(false);
});

test("what was applied before a failure is told, and stays; the next run finds it done", async () => {
  await makeProjects("shop.first", "shop.last");
  await write("kestra/shop.first/a.yaml", account("a", "shop.first"));
  await write("kestra/shop.last/a.yaml", account("a", "shop.last"));
  let applies = 0;
  given.decide = async (line): Promise<"pass"> => {
    if (!line.includes("apply") || (applies += 1) !== 1) return "pass";
    await world.server.create("/v1/service-accounts", { name: "a", project: "shop.last" });
    return "pass";
  };
  const failed = await given.job().use({ ...folders, name: "halves" });
  expect(failed.exitCode).toBe(1);
  expect(failed.stdout).toContain("Applied halves in shop.first: 1 created, 0 unchanged.");
  expect(failed.annotations.at(-1)?.message).toMatch(
    /^Cannot apply halves in shop\.last: .* What is told above as applied before it stays\.$/,
  );
  expect(failed.summary).toMatch(
    /<h3>Applied halves in shop\.first<[\s\S]*<h3>Plan of halves in shop\.last</,
  );
});

test("a plan that was made of what an earlier one has changed is carried out if it is still the same", async () => {
  await makeProjects("shop.low");
  const role = (actions: string): string =>
    `kind: role\nname: worker\nproject: shop\nrules:\n  - { resource_type: jeton.project, actions: [${actions}] }\n`;
  await write("kestra/shop/a.yaml", role("read"));
  await write("kestra/shop.low/a.yaml", account("low", "shop.low"));
  await given.job().use({ ...folders, name: "chain" });
  await write("kestra/shop/a.yaml", role("read, update"));
  await write(
    "kestra/shop.low/b.yaml",
    "kind: role_binding\nrole_id: role/shop/worker\nservice_account_id: sa/shop.low/low\nproject: shop.low\n",
  );
  const main = await given.job().use({ ...folders, name: "chain" });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(main.stdout).toContain("Applied chain in shop: 1 updated, 0 unchanged.");
  expect(main.stdout).toContain("Applied chain in shop.low: 1 created, 1 unchanged.");
  expect(main.summary.match(/```mermaid/g)).toHaveLength(1);
});

test.each([
  ["kestra/a.yaml", "kestra/a.yaml is in no folder that is named for a project"],
  ["kestra/Not A Project/a.yaml", "kestra/Not A Project/a.yaml is in no folder that is named"],
])("%s is of no project", async (path, message) => {
  await write("kestra/shop/a.yaml", account("a", "shop"));
  await write(path, account("a", "shop"));
  const main = await given.job().use(folders);
  expect(main.annotations.at(-1)?.message).toContain(message);
  expect(asked).toEqual([]);
});

test("an ignore file leaves files out, also such as are named, and may be no link", async () => {
  await write("kestra/.jetonignore", "*.draft.yaml\nold/\n");
  await write("kestra/a.yaml", account("kept", "shop"));
  await write("kestra/b.draft.yaml", "kind: nothing\n");
  await write("kestra/old/c.yaml", "kind: nothing\n");
  const main = await given.job(pull).use({ ...given.inputs, directory: "kestra" });
  expect(main.stdout).toContain("Valid: 1 object in 1 file, 2 files ignored.");
  const named = await given
    .job(pull)
    .use({ ...given.inputs, directory: "kestra", declarations: "old/c.yaml" });
  expect(named.annotations.at(-1)?.message).toBe(
    "`.jetonignore` takes out every file that `declarations` names.",
  );
  await rm(join(given.workspace, "kestra/.jetonignore"));
  await symlink("/etc/hostname", join(given.workspace, "kestra/.jetonignore"));
  const linked = await given.job(pull).use({ ...given.inputs, directory: "kestra" });
  expect(linked.annotations.at(-1)?.message).toMatch(/^kestra\/\.jetonignore is a link/);
});

test("a step that shares its name with others of its folder prunes nothing of theirs", async () => {
  await write("kestra/a.yaml", account("mine", "shop"));
  await write("kestra/b.yaml", account("theirs", "shop"));
  const own = { ...given.inputs, declarations: "kestra/a.yaml", prune: "true", "prune-limit": "9" };
  const refused = await given.job().use(own);
  expect(refused.annotations.at(-1)?.message).toMatch(
    /^`prune` deletes .* made of kestra; but kestra\/b\.yaml is there too and not among `declarations`\. .* Give `name`/,
  );
  expect(asked).toEqual([]);
  for (const more of [{ name: "own" }, { prune: "false" }, { declarations: "kestra\n!kestra/b.yaml" }]) {
    expect(await given.job(pull).use({ ...own, ...more })).toMatchObject({ exitCode: 0 });
  }
});

test.each([
  [{ project: "shop" }, "`project` and `project-folders` are both given"],
  [{ "project-folders": "false" }, "`project` is empty"],
  [{ directory: "kestra/none" }, "there is no YAML file in kestra/none."],
])("refuses %o before any request", async (more, message) => {
  const main = await given.job().use({ ...folders, ...more });
  expect(main).toMatchObject({ exitCode: 1, outputs: {} });
  expect(main.annotations.at(-1)?.message).toContain(message);
  expect(asked).toEqual([]);
});
