import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { buildProvider } from "../test/support/built-provider.ts";
import { spawnServer } from "../test/support/spawned-server.ts";
import { temporaryFolder } from "../test/support/temporary-folder.ts";
import { terraformBinary } from "../test/support/terraform-binary.ts";
import { installMirror, openWorkspace, providerAddress, pluginPlatform } from "../test/support/terraform.ts";

/** What one command costs. */
interface Cost {
  /** Milliseconds of CPU, of all the provider's processes together. */
  readonly provider: number;
  /** The same of Terraform itself. */
  readonly terraform: number;
  /** Of the provider's process that took most, in MB. */
  readonly peak: number;
}

export const commands = ["plan", "apply", "re-plan", "destroy"] as const;
export type Costs = Readonly<Record<(typeof commands)[number], Cost>>;

/** One of ten resources of six kinds, as many of each as a team has. */
const unit = (count: number): string => `
terraform {
  required_providers {
    jeton = { source = "jeton/jeton" }
  }
}
locals { units = ${String(count / 10)} }
resource "jeton_project" "p" {
  count       = local.units
  name        = "p\${count.index}"
  description = "Number \${count.index}"
}
resource "jeton_role" "r" {
  count   = local.units
  name    = "reader"
  project = jeton_project.p[count.index].name
  rules   = [{ resource_type = "jeton.token", actions = ["@read"], resource_names = ["ci-*", "@own"] }]
}
resource "jeton_service_account" "a" {
  count       = local.units * 2
  name        = "robot\${count.index}"
  project     = jeton_project.p[floor(count.index / 2)].name
  description = "Deploys"
}
resource "jeton_role_binding" "b" {
  count              = local.units * 2
  role_id            = jeton_role.r[floor(count.index / 2)].id
  service_account_id = jeton_service_account.a[count.index].id
  project            = jeton_project.p[floor(count.index / 2)].name
}
resource "jeton_group" "g" {
  count   = local.units
  name    = "crew"
  project = jeton_project.p[count.index].name
}
resource "jeton_group_member" "m" {
  count              = local.units
  group_id           = jeton_group.g[count.index].id
  service_account_id = jeton_service_account.a[count.index * 2].id
}
resource "jeton_token" "t" {
  count              = local.units * 2
  service_account_id = jeton_service_account.a[count.index].id
  name               = "ci"
  max_age            = "30d"
  labels             = { unit = tostring(count.index) }
  rotation           = { before = "7d", grace_period = "1d" }
}
`;

/**
 * Has the real terraform plan, apply, plan again and destroy as many resources, with the built provider and a real server.
 * @throws Error with what Terraform printed when it does not succeed
 */
export async function costOf(count: number): Promise<Costs> {
  if (terraformBinary === undefined) throw new Error("neither terraform nor tofu is on the PATH");
  using folder = temporaryFolder();
  const [built, mirror] = [path.join(folder.path, "built"), path.join(folder.path, "mirror")];
  const [usage, times] = [path.join(folder.path, "usage"), path.join(folder.path, "times")];
  await buildProvider(built);
  installMirror(mirror, built, packageJson.version);
  const plugin = path.join(mirror, providerAddress, packageJson.version, pluginPlatform());
  tellUsage(path.join(plugin, "terraform-provider-jeton"), usage);
  const timed = path.join(folder.path, "timed");
  // What the shell's children and theirs took (POSIX, times).
  executable(timed, `"${terraformBinary}" "$@"; code=$?; times > "${times}"; exit $code`);
  await using server = await spawnServer();
  const env = { JETON_URL: server.url, JETON_TOKEN: server.token };
  using workspace = openWorkspace({ mirror, env, binary: timed, files: { "main.tf": unit(count) } });
  const run = async (command: string, ...args: readonly string[]): Promise<Cost> => {
    rmSync(usage, { force: true });
    const { code, stdout, stderr } = await workspace.run(command, ...args);
    if (code !== 0) throw new Error(`${command}: ${(stdout + stderr).slice(-2_000)}`);
    return read(usage, times);
  };
  await run("init");
  return {
    plan: await run("plan", "-out=saved"),
    apply: await run("apply", "saved"),
    "re-plan": await run("plan", "-detailed-exitcode"),
    destroy: await run("destroy", "-auto-approve"),
  };
}

/**
 * Has each process of the provider write what it took when it ends. Its memory is the kernel's VmHWM (proc(5)): what getrusage
 * says begins with the peak of the process that started it (execve keeps it), which is Terraform.
 */
function tellUsage(launcher: string, usage: string): void {
  const preload = `${launcher}.usage.cjs`;
  writeFileSync(
    preload,
    `process.on("exit", () => {
      const { user, system } = process.cpuUsage();
      const fs = require("node:fs");
      const [, peak] = /VmHWM:\\s+(\\d+) kB/.exec(fs.readFileSync("/proc/self/status", "utf8"));
      fs.appendFileSync(${JSON.stringify(usage)}, [(user + system) / 1000, peak / 1024].join(" ") + "\\n");
    });\n`,
  );
  const text = readFileSync(launcher, "utf8");
  writeFileSync(launcher, text.replace("exec node ", `exec node -r "${preload}" `));
}

function read(usage: string, times: string): Cost {
  const processes = existsSync(usage)
    ? readFileSync(usage, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(" ").map(Number))
    : [];
  const provider = processes.reduce((sum, [milliseconds = 0]) => sum + milliseconds, 0);
  // The second line is that of the children: `0m1.230000s 0m0.120000s`.
  const [, children = ""] = readFileSync(times, "utf8").split("\n");
  const all = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
  return { provider, terraform: all - provider, peak: Math.max(0, ...processes.map(([, mb = 0]) => mb)) };
}

function executable(file: string, script: string): void {
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}
