import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { status } from "@grpc/grpc-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { selfSigned } from "../../provider/plugin/certificate.ts";
import { cookie } from "../../provider/protocol/cookie.ts";
import { hostPlatform } from "../../tools/release/platforms.ts";
import { builtProvider, executableOf } from "../../tools/release/provider-release.ts";
import { zip } from "../../tools/release/zip.ts";
import { findSecret } from "../support/leaks.ts";
import { mayCompile, needBun } from "../support/release.ts";
import { type SpawnedServer, spawnServer } from "../support/spawned-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { needTerraform } from "../support/terraform-test.ts";
import { openWorkspace, providerAddress, type Workspace } from "../support/terraform.ts";
import { terraformBinary } from "../support/terraform-binary.ts";
import { handshakeOf, startProgram, stop } from "../provider/plugin/child.ts";
import { connect, connectTo, type PluginClient } from "../provider/plugin/client.ts";

needBun();
needTerraform();

const { version } = packageJson;
const folder = temporaryFolder();
const program = path.join(folder.path, `terraform-provider-jeton_v${version}`);

async function compiled(work: string): Promise<Uint8Array> {
  if (hostPlatform === undefined) throw new Error("There is no Bun for this machine.");
  return await executableOf(await builtProvider(), hostPlatform, path.join(folder.path, work));
}

const sockets = path.join(folder.path, "s");
let server: SpawnedServer | undefined;
let opened: Workspace | undefined;

function workspace(): Workspace {
  if (opened === undefined) throw new Error("The workspace is open only while tests run.");
  return opened;
}

beforeAll(async () => {
  if (!mayCompile || terraformBinary === undefined) return;
  writeFileSync(program, await compiled("here"), { mode: 0o755 });
  const packages = path.join(folder.path, "mirror", providerAddress);
  for (const one of [packages, sockets]) mkdirSync(one, { recursive: true });
  const entry = { name: path.basename(program), content: readFileSync(program), executable: true };
  const archive = `terraform-provider-jeton_${version}_${hostPlatform?.name ?? ""}.zip`;
  // As a release has it, but not compressed, which takes longest.
  writeFileSync(path.join(packages, archive), await zip([entry], 0));
  server = await spawnServer();
  opened = openWorkspace({
    mirror: path.join(folder.path, "mirror"),
    env: {
      // No Node.js.
      PATH: folder.path,
      JETON_URL: server.url,
      JETON_TOKEN: server.token,
      TMPDIR: sockets,
      TF_LOG: "trace",
      TF_LOG_PATH: "trace.log",
      NODE_OPTIONS: "--require /nonexistent.cjs",
    },
    // Of a program that runs here, and nothing to the provider.
    files: {
      ".env": `JETON_URL=http://127.0.0.1:9\nHTTP_PROXY=http://127.0.0.1:9\nPLUGIN_UNIX_SOCKET_DIR=/nonexistent\n`,
      "bunfig.toml": 'preload = ["./nonexistent.ts"]\n',
      "package.json": "{",
    },
  });
  cpSync(path.join(import.meta.dirname, "../../examples/quickstart"), opened.folder, { recursive: true });
}, 120_000);
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  opened?.[Symbol.dispose]();
  folder[Symbol.dispose]();
});

test("the executable is the same, byte for byte, wherever and whenever it is made", async () => {
  const again = await compiled(path.join("some", "where", "else"));
  expect(Buffer.compare(again, readFileSync(program))).toBe(0);
});

test("the quickstart is initialised from a release's archive and applied by the executable alone", async () => {
  expect(await workspace().run("init")).toMatchObject({ code: 0 });
  expect(await workspace().run("apply", "-auto-approve")).toMatchObject({ code: 0, stderr: "" });
});

test("it converges, tells its log no secret, and leaves no socket behind", async () => {
  expect(await workspace().run("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
  const token = (await workspace().run("output", "-raw", "deployer_token")).stdout;
  expect(token).toMatch(/^jtns_/);
  const log = workspace().read("trace.log");
  expect(log).toContain("[DEBUG] provider: using plugin: version=6");
  expect([token, server?.token ?? ""].map((secret) => findSecret(log, secret))).toEqual([
    undefined,
    undefined,
  ]);
  await expect.poll(() => readdirSync(sockets).filter((name) => name.startsWith("plugin"))).toEqual([]);
});

test("it serves the client that started it alone, leaves Ctrl-C to that, and ends with it", async () => {
  const own = selfSigned(new Date());
  const plugin = await startProgram([program], {
    [cookie.name]: cookie.value,
    PLUGIN_CLIENT_CERT: own.certificate,
  });
  const { target, certificate, address } = handshakeOf(plugin);
  try {
    const client = connect(plugin, own);
    await client.call("/grpc.health.v1.Health/Check");
    for (const stranger of [undefined, selfSigned(new Date())]) {
      expect(await outcome(connectTo(target, { own: stranger, server: certificate }))).toBe(
        status.UNAVAILABLE,
      );
    }
    expect(await outcome(connectTo(target))).toBe(status.UNAVAILABLE);
    plugin.process.kill("SIGINT");
    expect(await client.call("/grpc.health.v1.Health/Check")).toEqual(Buffer.from([8, 1]));
    await client.call("/plugin.GRPCController/Shutdown");
    expect(await plugin.exited).toEqual({ code: 0, signal: null });
    expect(existsSync(path.dirname(address))).toBe(false);
    client.close();
  } finally {
    await stop(plugin);
  }
});

async function outcome(client: PluginClient): Promise<number> {
  const code = await client.call("/grpc.health.v1.Health/Check").then(
    () => status.OK,
    (error: { code: number }) => error.code,
  );
  client.close();
  return code;
}

test("run by hand it says what it is", async () => {
  const byHand = promisify(execFile)(program, { env: {} });
  await expect(byHand).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("This program is a plugin."),
  });
});
