import { randomBytes } from "node:crypto";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { nodeVersionProblem } from "../../provider/node-version.ts";
import { makeTokenText } from "../../server/contract/token-text.ts";
import { buildProvider } from "../support/built-provider.ts";
import { send } from "../support/http.ts";
import { packagedProvider } from "../support/packaged-provider.ts";
import { findSecret } from "../support/leaks.ts";
import { spawnServer } from "../support/spawned-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { needTerraform } from "../support/terraform-test.ts";
import { installMirror, openWorkspace } from "../support/terraform.ts";

needTerraform();

const folder = temporaryFolder();
const built = path.join(folder.path, "built");
const mirror = path.join(folder.path, "mirror");
const quickstart = path.join(import.meta.dirname, "../../examples/quickstart");

beforeAll(async () => {
  await buildProvider(built);
  installMirror(mirror, built, packageJson.version);
});
afterAll(() => {
  folder[Symbol.dispose]();
});

test("the quickstart is initialised from a mirror, applied over mutual TLS, and converges", async () => {
  await using server = await spawnServer();
  const sockets = path.join(folder.path, "s");
  mkdirSync(sockets);
  using workspace = openWorkspace({
    mirror,
    env: {
      JETON_URL: server.url,
      JETON_TOKEN: server.token,
      TMPDIR: sockets,
      TF_LOG: "trace",
      TF_LOG_PATH: "trace.log",
      // Meant for the user's own programs: the provider must start in spite of it.
      NODE_OPTIONS: "--require /nonexistent.cjs",
    },
  });
  cpSync(quickstart, workspace.folder, { recursive: true });
  expect(await workspace.run("init")).toMatchObject({ code: 0 });
  expect(await workspace.run("apply", "-auto-approve")).toMatchObject({ code: 0, stderr: "" });
  expect(await workspace.run("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
  const token = (await workspace.run("output", "-raw", "deployer_token")).stdout;
  const reply = await fetch(`${server.url}/v1/whoami`, { headers: { authorization: `Bearer ${token}` } });
  expect(await reply.json()).toMatchObject({ subject: { reference: "sa/shop/deployer" } });
  expect(await workspace.run("destroy", "-auto-approve")).toMatchObject({ code: 0 });
  const log = workspace.read("trace.log");
  expect(log).toContain("[DEBUG] provider: using plugin: version=6");
  expect([token, server.token].map((secret) => findSecret(log, secret))).toEqual([undefined, undefined]);
  // Every process that was started has ended and taken its socket with it.
  await expect.poll(() => readdirSync(sockets).filter((name) => name.startsWith("plugin"))).toEqual([]);
});

test("nothing secret is in the provider's own log, whatever goes wrong", async () => {
  await using server = await spawnServer();
  const canary = (kind: string): string => `canary-${kind}-4711-${kind}`;
  const parsed = makeTokenText("s", (count) => randomBytes(count));
  const provider = 'terraform {\n  required_providers {\n    jeton = { source = "jeton/jeton" }\n  }\n}\n';
  const user = (name: string, wait: string): string => `
    resource "jeton_user" "${name}" {
      email               = "ann@example.com"
      display_name        = "Ann"
      password_wo         = "${canary("password")}"
      password_wo_version = 1
      timeouts            = { create = "${wait}" }
    }`;
  using workspace = openWorkspace({
    mirror,
    env: { TF_LOG: "trace", TF_LOG_PATH: "trace.log", TF_VAR_token: server.token },
    files: {
      "main.tf": `${provider}
        variable "token" { sensitive = true }
        provider "jeton" {
          url   = "${server.url}"
          token       = var.token
          max_retries = 0
        }
        ${user("first", "1m")}
        resource "jeton_project" "shop" { name = "shop" }
        resource "jeton_service_account" "robot" {
          name    = "robot"
          project = jeton_project.shop.name
        }
        resource "jeton_token" "ci" {
          service_account_id = jeton_service_account.robot.id
          name               = "ci"
        }
        output "kind" { value = provider::jeton::parse_token("${parsed}").kind }
        output "known" { value = startswith(jeton_project.shop.id, "prj_") }
      `,
    },
  });
  expect(await workspace.run("init")).toMatchObject({ code: 0 });
  const applied = await workspace.run("apply", "-auto-approve");
  expect([applied.code, applied.stderr]).toEqual([0, ""]);
  // What is refused, what takes too long, and what no answer comes to.
  workspace.write({ "more.tf": user("second", "1m") + user("third", "1ms") });
  const refused = (await workspace.run("apply", "-auto-approve")).stderr;
  expect(refused).toContain("There is a user with the email `ann@example.com` already");
  expect(refused).toContain("Error: Timed out");
  server.kill("SIGKILL");
  await server.ended;
  expect((await workspace.run("plan")).stderr).toContain("cannot be reached");
  const log = workspace.read("trace.log");
  expect(log).toContain("terraform-provider-jeton");
  const { resources } = JSON.parse(workspace.read("terraform.tfstate")) as StateJson;
  const made = resources.find(({ type }) => type === "jeton_token")?.instances[0]?.attributes.secret ?? "";
  expect(made).toMatch(/^jtns_/);
  const secrets = [server.token, made, canary("password")];
  expect(secrets.map((secret) => findSecret(log, secret))).toEqual(secrets.map(() => undefined));
});

interface StateJson {
  readonly resources: readonly {
    readonly type: string;
    readonly instances: readonly { readonly attributes: { readonly secret?: string } }[];
  }[];
}

test.skipIf(packagedProvider !== undefined)(
  "a Node.js too old, or none, is told to people by Terraform itself",
  async () => {
    const bin = path.join(folder.path, "bin");
    mkdirSync(bin);
    using workspace = openWorkspace({ mirror, env: { PATH: bin, JETON_URL: "http://127.0.0.1:9" } });
    cpSync(quickstart, workspace.folder, { recursive: true });
    expect(await workspace.run("init")).toMatchObject({ code: 0 });
    const readlink = ["/bin/readlink", "/usr/bin/readlink"].find((file) => existsSync(file)) ?? "";
    symlinkSync(readlink, path.join(bin, "readlink"));
    const refusal = async (): Promise<string> => unwrapped((await workspace.run("validate")).stderr);
    // A host that is busy may give up on a plugin that has ended before it has read what it said.
    await expect
      .poll(refusal, { timeout: 10_000 })
      .toContain("The provider jeton needs Node.js 24.7 or newer, and there is no node on the PATH.");
    const old = `#!/bin/sh\nexec ${process.execPath} --require ${path.join(folder.path, "old.cjs")} "$@"\n`;
    writeFileSync(
      path.join(folder.path, "old.cjs"),
      'Object.defineProperty(process, "version", { value: "v20.20.2" });',
    );
    writeFileSync(path.join(bin, "node"), old, { mode: 0o755 });
    await expect
      .poll(refusal, { timeout: 10_000 })
      .toContain("The provider jeton needs Node.js 24.7 or newer, and the `node` on the PATH is v20.20.2.");
    expect(nodeVersionProblem("v24.6.0")).toContain("is v24.6.0");
    expect([nodeVersionProblem("v24.7.0"), nodeVersionProblem("v25.0.0")]).toEqual([undefined, undefined]);
  },
);

test("it starts by any link to it, and without Terraform says what it is", () => {
  const link = path.join(folder.path, "terraform-provider-jeton_v1.2.3");
  symlinkSync(path.join(built, "terraform-provider-jeton"), link);
  const byHand = spawnSync(link, { env: { PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin` } });
  expect(byHand.status).toBe(1);
  expect(byHand.stderr.toString()).toContain("This program is a plugin.");
});

/** Terraform breaks lines at 78 characters. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

test("two servers are managed by one configuration, each told whose objects they are", async () => {
  await using here = await spawnServer();
  await using there = await spawnServer();
  using workspace = openWorkspace({
    mirror,
    env: { JETON_URL: here.url, JETON_TOKEN: here.token },
    files: {
      "main.tf": `
        terraform {
          required_providers {
            jeton = { source = "jeton/jeton" }
          }
        }
        provider "jeton" { managed_by = "shop" }
        provider "jeton" {
          alias  = "there"
          url    = "${there.url}"
          token  = "${there.token}"
          labels = { at = "there" }
        }
        resource "jeton_project" "here" { name = "both" }
        resource "jeton_project" "there" {
          provider = jeton.there
          name     = jeton_project.here.name
        }
        resource "jeton_token" "there" {
          provider = jeton.there
          role_id  = "role_viewer"
          project  = jeton_project.there.name
          name     = "there"
        }
      `,
    },
  });
  expect(await workspace.run("init")).toMatchObject({ code: 0 });
  expect(await workspace.run("apply", "-auto-approve")).toMatchObject({ code: 0, stderr: "" });
  expect(await workspace.run("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
  const read = async ({ url, token }: { readonly url: string; readonly token: string }, path: string) =>
    (await send(url, { path, token })).json();
  expect(await read(here, "/v1/projects/both")).toMatchObject({ managed_by: "terraform:shop" });
  expect(await read(there, "/v1/projects/both")).toMatchObject({ managed_by: "terraform" });
  expect(await read(there, "/v1/tokens?project=both")).toMatchObject({
    items: [{ labels: { at: "there" } }],
  });
  expect(await read(here, "/v1/tokens?project=both")).toMatchObject({ items: [] });
});
