import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import lockFile from "../../tools/release/package-lock.json" with { type: "json" };
import { selfSigned } from "../../provider/plugin/certificate.ts";
import { adHocSigned } from "../../tools/release/codesign.ts";
import { checksums, signed } from "../../tools/release/checksums.ts";
import { platforms } from "../../tools/release/platforms.ts";
import { providerRelease } from "../../tools/release/provider-release.ts";
import { zip } from "../../tools/release/zip.ts";
import { type SpawnedServer, spawnServer } from "../support/spawned-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openWorkspace, providerAddress, type Workspace } from "../support/terraform.ts";
import { terraformBinary } from "../support/terraform-binary.ts";
import { unzip } from "../support/unzip.ts";

const { version } = packageJson;
const noTerraform = terraformBinary === undefined;
const folder = temporaryFolder();
const mirror = path.join(folder.path, "mirror");
const sumsOfMirror = `terraform-mirror-jeton-node_${version}_SHA256SUMS`;

/** Everything of a release but the executables, which take a while. */
async function release(): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const { name, content } of providerRelease({ version, platforms: [], work: folder.path })) {
    files.set(name, Buffer.from(content));
  }
  return files;
}

let made: ReadonlyMap<string, Buffer>;
let server: SpawnedServer | undefined;

beforeAll(async () => {
  if (!noTerraform) server = await spawnServer();
  made = await release();
  for (const [name, content] of unzip(
    made.get(`terraform-mirror-jeton-node_${version}.zip`) ?? Buffer.of(),
  )) {
    const file = path.join(mirror, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test("a release has what a registry takes, by the names it takes, and is the same whenever it is made", async () => {
  expect([...made.keys()]).toEqual([
    `terraform-provider-jeton_${version}_manifest.json`,
    `terraform-provider-jeton_${version}_SHA256SUMS`,
    `terraform-mirror-jeton-node_${version}.zip`,
    sumsOfMirror,
  ]);
  const manifest = made.get(`terraform-provider-jeton_${version}_manifest.json`)?.toString() ?? "";
  expect(JSON.parse(manifest)).toEqual({ version: 1, metadata: { protocol_versions: ["6.0"] } });
  expect(await release()).toEqual(made);
});

test("every platform's Bun is of the same, locked version", () => {
  const locked = lockFile.packages as Readonly<Record<string, { readonly version?: string }>>;
  const versions = platforms.map(({ bun }) => locked[`node_modules/@oven/bun-${bun}`]?.version);
  expect(new Set(versions)).toEqual(new Set([expect.stringMatching(/^\d+\.\d+\.\d+$/)]));
  expect(Object.keys(locked)).toHaveLength(platforms.length + 1);
});

test("the checksums are those that sha256sum finds", () => {
  for (const [name, content] of made) writeFileSync(path.join(folder.path, name), content);
  for (const name of [...made.keys()].filter((one) => one.endsWith("SHA256SUMS"))) {
    const checked = execFileSync("sha256sum", ["--check", "--strict", name], { cwd: folder.path });
    expect(checked.toString()).toMatch(/^(\S+: OK\n)+$/);
  }
});

test("an archive is what unzip reads, with what is to be run marked so, and with no time in it", async () => {
  const entries = [
    { name: "program", content: Buffer.from("#!/bin/sh\necho ran\n"), executable: true },
    { name: "näme", content: Buffer.alloc(100_000, "abc"), executable: false },
  ];
  const archive = path.join(folder.path, "a.zip");
  writeFileSync(archive, await zip(entries));
  execFileSync("unzip", ["-q", "a.zip", "-d", "out"], { cwd: folder.path });
  expect(execFileSync(path.join(folder.path, "out/program")).toString()).toBe("ran\n");
  expect(readdirSync(path.join(folder.path, "out"))).toHaveLength(2);
  expect(unzip(readFileSync(archive)).get("näme")).toEqual(entries[1]?.content);
  expect(execFileSync("unzip", ["-Z", archive]).toString()).toMatch(/-rwxr-xr-x .* 80-Jan-01 00:00 program/);
});

test("the checksums are signed by the key that is named, in binary", async () => {
  const home = path.join(folder.path, "gnupg");
  mkdirSync(home, { mode: 0o700 });
  // It would find out first how long a passphrase takes to try.
  writeFileSync(path.join(home, "gpg-agent.conf"), "s2k-count 65536\n");
  vi.stubEnv("GNUPGHOME", home);
  const gpg = (...args: readonly string[]): string =>
    execFileSync("gpg", ["--batch", "--pinentry-mode=loopback", "--passphrase=secret", ...args], {
      cwd: folder.path,
      stdio: ["ignore", "pipe", "ignore"],
    }).toString();
  try {
    gpg("--quick-generate-key", "Releases <releases@example.org>", "ed25519", "sign", "never");
    const sums = checksums("SHA256SUMS", [{ name: "a", content: Buffer.from("a") }]);
    const key = { id: "releases@example.org", passphrase: "secret" };
    for (const { name, content } of [sums, await signed(sums, key)]) {
      writeFileSync(path.join(folder.path, name), content);
    }
    gpg("--verify", "SHA256SUMS.sig", "SHA256SUMS");
    expect(readFileSync(path.join(folder.path, "SHA256SUMS.sig"))[0]).toBeGreaterThanOrEqual(0x80);
    await expect(signed(sums, { id: "nobody@example.org" })).rejects.toThrow("gpg cannot sign SHA256SUMS");
  } finally {
    execFileSync("gpgconf", ["--kill", "all"]);
    vi.unstubAllEnvs();
  }
});

/** Two ways to the same archive: a folder, and what an HTTPS server says of it. */
function installation(kind: "filesystem_mirror" | "network_mirror", place: string): string {
  const where = kind === "filesystem_mirror" ? `path = "${place}"` : `url = "${place}"`;
  return `provider_installation {\n  ${kind} {\n    ${where}\n  }\n}\n`;
}

/** What the mirror says of the package on this machine. */
function packageHash(): string {
  const index = readFileSync(path.join(mirror, providerAddress, `${version}.json`), "utf8");
  const { archives } = JSON.parse(index) as Index;
  return archives["linux_amd64"]?.hashes.find((one) => one.startsWith("h1:")) ?? "";
}

interface Index {
  readonly archives: Readonly<Record<string, { readonly hashes: readonly string[] }>>;
}

function copyQuickstart({ folder: to }: Workspace): void {
  cpSync(path.join(import.meta.dirname, "../../examples/quickstart"), to, { recursive: true });
}

test.skipIf(noTerraform)(
  "the mirror for machines with Node.js is one of files to the real terraform",
  async () => {
    using workspace = openWorkspace({
      settings: installation("filesystem_mirror", mirror),
      env: { JETON_URL: server?.url ?? "", JETON_TOKEN: server?.token ?? "" },
    });
    copyQuickstart(workspace);
    expect(await workspace.run("init")).toMatchObject({ code: 0, stderr: "" });
    expect(await workspace.run("apply", "-auto-approve")).toMatchObject({ code: 0, stderr: "" });
    expect(workspace.read(".terraform.lock.hcl")).toContain(`"${packageHash()}"`);
  },
);

test.skipIf(noTerraform)("behind an HTTPS server it is one of the network", async () => {
  const { key, certificate } = selfSigned(new Date());
  const authority = path.join(folder.path, "authority.pem");
  writeFileSync(authority, certificate);
  const web = createServer({ key, cert: certificate }, ({ url = "" }, response) => {
    response.setHeader("content-type", url.endsWith(".json") ? "application/json" : "application/zip");
    response.end(readFileSync(path.join(mirror, url)));
  }).listen(0, "127.0.0.1");
  await once(web, "listening");
  // A listening TCP server's address.
  const { port } = web.address() as AddressInfo;
  using workspace = openWorkspace({
    settings: installation("network_mirror", `https://localhost:${String(port)}/`),
    env: { SSL_CERT_FILE: authority },
  });
  copyQuickstart(workspace);
  expect(await workspace.run("init")).toMatchObject({ code: 0, stderr: "" });
  expect(await workspace.run("validate")).toMatchObject({ code: 0 });
  expect(workspace.read(".terraform.lock.hcl")).toContain(`"${packageHash()}"`);
  web.close();
});

test("a program for macOS is signed so that each of its pages is seen to be whole", () => {
  const program = machO(10_000);
  const whole = adHocSigned(program, "a");
  // Again, and what was there before is replaced.
  expect(Buffer.compare(adHocSigned(whole, "a"), whole)).toBe(0);
  const [at, size] = [10_000, whole.length - 10_000];
  const view = Buffer.from(whole);
  expect([view.readUInt32BE(at), view.readUInt32BE(at + 4)]).toEqual([0xfade0cc0, size]);
  const directory = view.subarray(at + 20);
  const [hashesAt, pages, limit] = [16, 28, 32].map((field) => directory.readUInt32BE(field));
  expect([pages, limit]).toEqual([3, 10_000]);
  const hashes = [0, 4096, 8192].map((start) =>
    hash("sha256", view.subarray(start, Math.min(start + 4096, 10_000)), "hex"),
  );
  expect(directory.subarray(hashesAt).toString("hex")).toBe(hashes.join(""));
  expect(directory.subarray(88, 90).toString()).toBe("a\0");
  // What the loader maps ends where the file does.
  expect([view.readUInt32LE(32 + 144 + 12), view.readBigUInt64LE(32 + 72 + 48)]).toEqual([
    size,
    BigInt(size),
  ]);
  expect(() => adHocSigned(machO(10_000).fill(0, 16, 20), "a")).toThrow("no room for a signature");
});

/** Three load commands and nothing else: what there is to run, and at its end an empty room for a signature. */
function machO(size: number): Buffer {
  const file = Buffer.alloc(size, 7).fill(0, 0, 512);
  file.writeUInt32LE(3, 16);
  const segment = (at: number, name: string, [offset, bytes]: readonly [number, number]): void => {
    file.writeUInt32LE(0x19, at);
    file.writeUInt32LE(72, at + 4);
    file.write(name, at + 8);
    file.writeBigUInt64LE(BigInt(offset), at + 40);
    file.writeBigUInt64LE(BigInt(bytes), at + 48);
  };
  segment(32, "__TEXT", [0, size]);
  segment(32 + 72, "__LINKEDIT", [size, 0]);
  [0x1d, 16, size, 0].forEach((value, index) => file.writeUInt32LE(value, 32 + 144 + index * 4));
  return file;
}
