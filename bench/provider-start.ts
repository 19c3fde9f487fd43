import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { selfSigned } from "../provider/plugin/certificate.ts";
import { cookie } from "../provider/protocol/cookie.ts";
import { temporaryFolder } from "../test/support/temporary-folder.ts";
import { hostPlatform } from "../tools/release/platforms.ts";
import { builtProvider, executableOf } from "../tools/release/provider-release.ts";
import { timeNode } from "./bare-node.ts";
import { type Paired, paired } from "./paired.ts";

const built = new URL("../provider/dist/terraform-provider-jeton", import.meta.url).pathname;

/** What Terraform waits for each time it starts the built provider, its launcher and mutual TLS included. */
export function run(): Promise<Paired> {
  return timed(built);
}

/** The same of the executable of a release. */
export async function runExecutable(): Promise<Paired> {
  if (hostPlatform === undefined) throw new Error("There is no Bun for this machine to compile with.");
  using folder = temporaryFolder();
  const content = await executableOf(await builtProvider(), hostPlatform, join(folder.path, "work"));
  const file = join(folder.path, "terraform-provider-jeton");
  await writeFile(file, content, { mode: 0o755 });
  return await timed(file);
}

async function timed(file: string): Promise<Paired> {
  const env = {
    PATH: process.env["PATH"],
    [cookie.name]: cookie.value,
    PLUGIN_CLIENT_CERT: selfSigned(new Date()).certificate,
  };
  return paired(
    () => timeToHandshake(file, env),
    () => timeNode(),
  );
}

async function timeToHandshake(file: string, env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  const child = spawn(file, { stdio: ["ignore", "pipe", "ignore"], env });
  const exited = once(child, "exit");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const elapsed = performance.now() - start;
  child.kill();
  await exited;
  if (!line.startsWith("1|6|")) throw new Error(`The provider began with ${line}`);
  return elapsed;
}
