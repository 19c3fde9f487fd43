import { execFile } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { App, TerraformStack, Testing } from "cdktf";
import { describe, expect, test } from "vitest";
import {
  GitHubIdentity,
  type GitHubIdentityConfig,
  MachineIdentity,
} from "../../../provider/cdktf/bindings/cdktf/index.js";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { useStage } from "../../support/terraform-test.ts";

const root = path.join(import.meta.dirname, "../../..");
const stackFolder = "cdktf.out/stacks/team";

/** Runs examples/cdktf/team.ts in a folder, written for one of the two libraries; gives what it makes. */
async function synthesize(folder: string, library: "cdktf" | "cdktn"): Promise<unknown> {
  const app = path.join(folder, "app.ts");
  const text = readFileSync(path.join(root, "examples/cdktf/team.ts"), "utf8");
  writeFileSync(
    app,
    text.replaceAll("cdktn", library).replace("../../provider", path.join(root, "provider")),
  );
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "junction");
  await promisify(execFile)(process.execPath, [app], { cwd: folder });
  // Which library of which version made it is under `//`.
  const { "//": _, ...made } = JSON.parse(
    readFileSync(path.join(folder, stackFolder, "cdk.tf.json"), "utf8"),
  ) as Record<string, unknown>;
  return made;
}

function synthesized(declare: (stack: TerraformStack) => void): Record<string, Record<string, object>> {
  using folder = temporaryFolder();
  const stack = new TerraformStack(new App({ outdir: folder.path }), "stack");
  declare(stack);
  return (JSON.parse(Testing.synth(stack)) as { resource: Record<string, Record<string, object>> }).resource;
}

function trustOf(more: Partial<GitHubIdentityConfig>): object | undefined {
  const { jeton_trust_policy: policies = {} } = synthesized((stack) => {
    new GitHubIdentity(stack, "jobs", {
      name: "jobs",
      project: "shop",
      may: { roleId: "role_viewer" },
      repositoryId: "42",
      trusts: "repository",
      ...more,
    });
  });
  return Object.values(policies)[0];
}

describe("the constructs", () => {
  test("trust no more jobs than was written", () => {
    expect(trustOf({})).toMatchObject({ claims: { repository_id: ["42"] } });
    expect(trustOf({ trusts: { environment: "prod" } })).toMatchObject({
      claims: { repository_id: ["42"], environment: ["prod"] },
    });
    // Jobs that strangers set off on the default branch have its `ref` as well.
    expect(trustOf({ trusts: { branch: "main" } })).toMatchObject({
      claims: {
        repository_id: ["42"],
        ref: ["refs/heads/main"],
        event_name: ["push", "schedule", "workflow_dispatch"],
      },
    });
  });

  test.each<Partial<GitHubIdentityConfig>>([
    { repositoryId: "shop/website" },
    { repositoryId: "*" },
    { repositoryId: "" },
    { trusts: { environment: "*" } },
    { trusts: { environment: "" } },
    { trusts: { branch: "" } },
    { trusts: { branch: "refs/heads/main" } },
    { trusts: { branch: "main", events: [] } },
    { trusts: { branch: "main", events: ["*"] } },
  ])("refuse what would trust others: %j", (more) => {
    expect(() => trustOf(more)).toThrow(/must|is its name alone|is the repository's number/);
  });

  test("seal a machine's secret, and rotate as they are told", () => {
    const { jeton_token: tokens = {} } = synthesized((stack) => {
      new MachineIdentity(stack, "machine", {
        name: "machine",
        project: "shop",
        may: { roleId: "role_viewer" },
        rotation: { maxAge: "7d", before: "2d" },
        sealedFor: "key",
      });
    });
    expect(Object.values(tokens)).toMatchObject([
      { max_age: "7d", rotation: { before: "2d" }, sealed_for: "key" },
    ]);
  });

  test("make four resources of each machine", () => {
    const resources = synthesized((stack) => {
      for (let count = 0; count < 12; count += 1) {
        const name = `machine-${String(count)}`;
        new MachineIdentity(stack, name, { name, project: "shop", may: { rules: [] } });
      }
    });
    expect(Object.values(resources).flatMap((ofType) => Object.keys(ofType))).toHaveLength(48);
  });
});

describe("the real terraform", () => {
  const stage = useStage(undefined, { JETON_PUBLIC_URL: "https://jeton.example.org" });

  test("applies what cdktn makes of the example, cdktf makes the same, and then there is nothing to do", async () => {
    using workspace = stage().workspace("");
    using other = temporaryFolder();
    const made = await synthesize(workspace.folder, "cdktn");
    expect(await synthesize(other.path, "cdktf")).toEqual(made);

    const run = async (...args: readonly string[]) => await workspace.run(`-chdir=${stackFolder}`, ...args);
    expect(await run("init", "-no-color")).toMatchObject({ code: 0, stderr: "" });
    const applied = await run("apply", "-auto-approve", "-no-color");
    expect(applied.stderr).toBe("");
    expect(applied.stdout).toContain("18 added, 0 changed, 0 destroyed");
    expect(await run("plan", "-detailed-exitcode", "-no-color")).toMatchObject({ code: 0 });
  });
});
