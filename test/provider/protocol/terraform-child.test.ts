import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { terraformBinary } from "../../support/terraform-binary.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { needTerraform } from "../../support/terraform-test.ts";

const run = promisify(execFile);
const plugin = fileURLToPath(new URL("../../support/toy-plugin.ts", import.meta.url));

needTerraform();

test("Terraform starts the plugin itself, over mutual TLS, and none outlives it", async () => {
  using folder = temporaryFolder();
  const sockets = join(folder.path, "sockets");
  mkdirSync(sockets);
  const launcher = `#!/bin/sh\nexec "${process.execPath}" "${plugin}"\n`;
  writeFileSync(join(folder.path, "terraform-provider-toy"), launcher, { mode: 0o755 });
  const overrides = `provider_installation {\n dev_overrides {\n "example.com/test/toy" = "${folder.path}"\n }\n}`;
  writeFileSync(join(folder.path, "cli.tfrc"), overrides);
  const config = `
    terraform {
      required_providers {
        toy = { source = "example.com/test/toy" }
      }
    }
    resource "toy_thing" "one" { name = provider::toy::shout("one") }
  `;
  writeFileSync(join(folder.path, "main.tf"), config);

  const { stdout } = await run(terraformBinary ?? "", ["apply", "-auto-approve", "-no-color"], {
    cwd: folder.path,
    env: { ...process.env, TF_CLI_CONFIG_FILE: join(folder.path, "cli.tfrc"), TMPDIR: sockets },
  });
  expect(stdout).toContain("1 added, 0 changed, 0 destroyed");
  // Each process had a folder for its socket, and removed it when it ended.
  await expect.poll(() => readdirSync(sockets).filter((name) => name.startsWith("plugin"))).toEqual([]);
});
