import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { needTerraform } from "../../support/terraform-test.ts";
import { openWorkspace, pluginPlatform, type Workspace } from "../../support/terraform.ts";

needTerraform();

const root = path.join(import.meta.dirname, "../../..");
const readme = readFileSync(path.join(root, "provider/framework/README.md"), "utf8");

/** The first block of that language. */
function block(language: string): string {
  return readme.split(`\n\`\`\`${language}\n`)[1]?.split("\n```\n")[0] ?? "";
}

const temporary = temporaryFolder();
const mirror = path.join(temporary.path, "mirror");
const notes = path.join(temporary.path, "notes");
let workspace: Workspace;

/** The README's provider, in a mirror, beside the three folders and nothing else of this repository. */
beforeAll(async () => {
  const release = path.join(mirror, "example.org/notes/shelf/1.0.0", pluginPlatform());
  const source = path.join(temporary.path, "source");
  mkdirSync(release, { recursive: true });
  mkdirSync(notes);
  for (const folder of ["framework", "protocol", "plugin"]) {
    cpSync(path.join(root, "provider", folder), path.join(source, folder), { recursive: true });
  }
  writeFileSync(path.join(source, "main.ts"), block("ts"));
  await build({
    entryPoints: [path.join(source, "main.ts")],
    outfile: path.join(release, "main.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    nodePaths: [path.join(root, "node_modules")],
  });
  writeFileSync(path.join(release, "terraform-provider-shelf"), `${block("sh")}\n`, { mode: 0o755 });
  const settings = path.join(temporary.path, "terraformrc");
  writeFileSync(settings, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  workspace = openWorkspace({
    env: {
      TF_CLI_CONFIG_FILE: settings,
      TF_VAR_folder: notes,
      TF_LOG: "trace",
      TF_LOG_PATH: path.join(temporary.path, "trace.log"),
    },
    files: { "main.tf": block("hcl") },
  });
});
afterAll(() => {
  workspace[Symbol.dispose]();
  temporary[Symbol.dispose]();
});

const file = path.join(notes, "milk.json");

test("the README's example is at most 80 lines and does what it says, in Terraform's own hands", async () => {
  expect(block("ts").split("\n").length).toBeLessThanOrEqual(80);
  const init = await workspace.run("init");
  expect([init.code, init.stderr]).toEqual([0, ""]);
  expect((await workspace.run("validate")).stderr).toBe("");
  const planned = await workspace.run("plan", "-out=plan");
  expect([planned.code, planned.stderr]).toEqual([0, ""]);
  expect(planned.stdout).toContain("1 to add, 0 to change, 0 to destroy");
  expect((await workspace.run("apply", "plan")).stdout).toContain("length = 10");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ text: "Two litres", tags: ["shop", "today"] });
  expect((await workspace.run("plan", "-detailed-exitcode")).code).toBe(0);
});

test("it changes in place, follows what others do, and refuses what it must", async () => {
  workspace.write({ "main.tf": block("hcl").replace("Two litres", "Three litres") });
  expect((await workspace.run("apply", "-auto-approve")).stdout).toContain("1 changed");
  writeFileSync(file, JSON.stringify({ text: "None", tags: null }));
  const drifted = await workspace.run("plan");
  expect(drifted.stdout).toContain('"None" -> "Three litres"');
  workspace.write({ "main.tf": block("hcl").replace('"milk"\n', '"Milk"\n') });
  expect((await workspace.run("validate")).stderr.replaceAll(/[\s│]+/g, " ")).toContain(
    'name = "Milk" Must be lower-case letters.',
  );
});

test("it imports and destroys", async () => {
  workspace.write({ "main.tf": block("hcl") });
  await workspace.run("state", "rm", "shelf_note.milk");
  const imported = await workspace.run("import", "shelf_note.milk", "milk");
  expect([imported.code, imported.stderr]).toEqual([0, ""]);
  expect((await workspace.run("destroy", "-auto-approve")).stdout).toContain("1 destroyed");
  expect(globSync("*", { cwd: notes })).toEqual([]);
});

test("the three folders speak of no provider in particular, and the framework of no wire", () => {
  for (const folder of ["framework", "protocol", "plugin"]) {
    const files = globSync(`provider/${folder}/**/*.{ts,md}`, { cwd: root });
    expect(files.length).toBeGreaterThan(5);
    const named = files.filter((name) => /jeton/i.test(readFileSync(path.join(root, name), "utf8")));
    expect(named).toEqual([]);
  }
  const wired = globSync("provider/framework/**/*.ts", { cwd: root }).filter((name) =>
    /msgpack|protobuf|grpc|process\./i.test(readFileSync(path.join(root, name), "utf8")),
  );
  expect(wired).toEqual([]);
});
