import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { useStage } from "../../support/terraform-test.ts";

const example = fileURLToPath(new URL("../../../examples/cdktf/main.ts", import.meta.url));
const quickstart = fileURLToPath(new URL("../../../examples/quickstart/main.tf", import.meta.url));
const stack = "cdktf.out/stacks/quickstart";

/** Runs the example in a folder, as its README says; gives what it makes. */
async function synthesize(folder: string): Promise<unknown> {
  await promisify(execFile)(process.execPath, [example], { cwd: folder });
  return JSON.parse(readFileSync(path.join(folder, stack, "cdk.tf.json"), "utf8"));
}

const synthesized = {
  provider: { jeton: [{}] },
  resource: {
    jeton_project: { shop: { name: "shop", description: "The web shop" } },
    jeton_role: {
      flow_runner: {
        name: "flow-runner",
        project: "${jeton_project.shop.name}",
        rules: [
          { resource_type: "${jeton_resource_type.flow.name}", actions: ["@read", "execute"] },
          { resource_type: "jeton.token", actions: ["*"], resource_names: ["@own"] },
        ],
      },
    },
    jeton_token: {
      terraform: {
        service_account_id: "${jeton_service_account.deployer.id}",
        name: "terraform",
        max_age: "30d",
        labels: { team: "shop" },
      },
    },
  },
  output: { deployer_token: { value: "${jeton_token.terraform.secret}", sensitive: true } },
  terraform: {
    backend: { local: { path: "../../../terraform.tfstate" } },
    // A constraint and not one version: a later provider needs no new bindings.
    required_providers: {
      jeton: { source: "registry.terraform.io/jeton/jeton", version: expect.stringMatching(/^~> \d+\.\d+$/) },
    },
  },
};

test("the example synthesizes with Node alone", async () => {
  using folder = temporaryFolder();
  expect(await synthesize(folder.path)).toMatchObject(synthesized);
});

describe("the real terraform", () => {
  const stage = useStage();

  test("applies it, then finds nothing to do, neither here nor in examples/quickstart", async () => {
    using workspace = stage().workspace("");
    await synthesize(workspace.folder);
    const run = async (...args: readonly string[]) =>
      await workspace.run(`-chdir=${stack}`, ...args, "-no-color");

    expect(await run("init")).toMatchObject({ code: 0, stderr: "" });
    const planned = await run("plan", "-detailed-exitcode");
    expect(planned.stdout).toContain("6 to add, 0 to change, 0 to destroy");
    expect(planned.code).toBe(2);
    const applied = await run("apply", "-auto-approve");
    expect(applied.stderr).toBe("");
    expect(applied.stdout).toContain("6 added, 0 changed, 0 destroyed");
    expect(await run("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });

    // The same in HCL: it has nothing to do on this state either.
    workspace.write({ "versions.tf": "", "main.tf": readFileSync(quickstart, "utf8") });
    const moved = await workspace.run("state", "mv", "jeton_token.terraform", "jeton_token.deployer");
    expect(moved).toMatchObject({ code: 0 });
    expect(await workspace.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  });
});
