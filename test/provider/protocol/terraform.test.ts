import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReattachConfig } from "../../../provider/plugin/serve.ts";
import { serveForReattach } from "../../../provider/plugin/serve.ts";
import { protocolVersion } from "../../../provider/protocol/cookie.ts";
import { createHandlers } from "../../../provider/protocol/handlers.ts";
import { reattachProviders } from "../../../provider/protocol/reattach.ts";
import { terraformBinary } from "../../support/terraform-binary.ts";
import { needTerraform } from "../../support/terraform-test.ts";
import { toyProvider } from "../../support/toy-provider.ts";

const run = promisify(execFile);

const HEADER = `
terraform {
  required_providers {
    toy = { source = "example.com/test/toy" }
  }
}
provider "toy" { url = "http://toy" }
`;

const FULL = `
ephemeral "toy_ticket" "one" { seat = "12A" }
resource "toy_thing" "full" {
  name     = "full"
  count_of = 12345678901234567890
  enabled  = true
  tags     = ["b", "a"]
  labels   = { team = "é", __proto__ = "x", constructor = "y" }
  lines    = ["one", ""]
  shape    = { width = 0.1, height = 3.14159265358979323846264338327950288 }
  anything = tolist(["x", "y"])
  rules    = [{ action = "read", names = ["n"] }, { action = "write", names = null }]
  password = ephemeral.toy_ticket.one.code
}
resource "toy_thing" "empty" { name = provider::toy::shout("empty") }
data "toy_lookup" "found" { name = toy_thing.full.name }
output "same" { value = data.toy_lookup.found.id == toy_thing.full.id }
`;

describe("the real Terraform", () => {
  needTerraform();
  const folder = mkdtempSync(join(tmpdir(), "toy-"));
  const provider = toyProvider();
  let served: { config: ReattachConfig; close: () => Promise<void> };

  beforeAll(async () => {
    const handlers = createHandlers(provider);
    served = await serveForReattach({ protocolVersion, environment: {}, handlers });
  });
  afterAll(async () => {
    await served.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs one command with `config` as the only file; the exit code is not an error here. */
  async function terraform(config: string, ...args: readonly string[]) {
    writeFileSync(join(folder, "main.tf"), HEADER + config);
    const environment = {
      ...process.env,
      TF_REATTACH_PROVIDERS: reattachProviders("example.com/test/toy", served.config),
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
    };
    return run(terraformBinary ?? "", [...args, "-no-color"], { cwd: folder, env: environment }).then(
      ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        text: error.stdout + error.stderr,
      }),
    );
  }

  test("applies values of every type", async () => {
    const applied = await terraform(FULL, "apply", "-auto-approve");
    expect(applied.text).toContain("2 added, 0 changed, 0 destroyed");
    expect(applied.text).toContain("same = true");
    const names = [...provider.things.values()].map((thing) => thing["name"]);
    expect(new Set(names)).toEqual(new Set(["EMPTY", "full"]));
    expect(provider.calls).toContain("open");
    expect(provider.calls).toContain("close kept beside the state");
  });

  test("then finds nothing to change", async () => {
    const planned = await terraform(FULL, "plan", "-detailed-exitcode");
    expect(planned.text).toContain("No changes");
    expect(planned.code).toBe(0);
    expect(provider.calls).toContain("upgrade 1");
    expect(provider.calls).toContain("read kept beside the state");
  });

  test("shows a diagnostic at the line it is about", async () => {
    const refused = await terraform('resource "toy_thing" "bad" {\n  name = "forbidden"\n}', "validate");
    expect(refused.text).toMatch(
      /Error: Forbidden name[\s\S]*main\.tf line \d+[\s\S]*name = "forbidden"[\s\S]*Pick another/,
    );
  });

  test("shows a function's error at the argument it is about", async () => {
    const refused = await terraform('output "o" { value = provider::toy::shout("") }', "plan");
    expect(refused.text).toMatch(/Invalid value for "text" parameter: nothing to shout/);
  });

  test("replaces where the plan says so, and only there", async () => {
    const renamed = FULL.replace('"full"\n', '"renamed"\n');
    const planned = await terraform(renamed, "plan");
    expect(planned.text).toContain("1 to add, 0 to change, 1 to destroy");
    expect(planned.text).toContain("# forces replacement");
  });

  test("updates in place", async () => {
    const updated = await terraform(
      FULL.replace("enabled  = true", "enabled  = false"),
      "apply",
      "-auto-approve",
    );
    expect(updated.text).toContain("0 added, 1 changed, 0 destroyed");
  });

  test("imports by id", async () => {
    const id = [...provider.things].find(([, thing]) => thing["name"] === "EMPTY")?.[0];
    await terraform(FULL, "state", "rm", "toy_thing.empty");
    const imported = await terraform(FULL, "import", "toy_thing.empty", id ?? "");
    expect(imported.text).toContain("Import successful!");
  });

  test("moves an object of another type where the provider says how", async () => {
    const moved = `
      resource "toy_thing" "moved" { name = "terraform_data" }
      moved {
        from = terraform_data.old
        to   = toy_thing.moved
      }
    `;
    await terraform(`${FULL}\nresource "terraform_data" "old" {}`, "apply", "-auto-approve");
    const planned = await terraform(FULL + moved, "plan");
    expect(planned.text).toContain("# (moved from terraform_data.old)");
  });

  test("destroys", async () => {
    const destroyed = await terraform(FULL, "destroy", "-auto-approve");
    expect(destroyed.text).toContain("3 destroyed");
    expect(provider.things.size).toBe(0);
  });
});
