import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { hostPlatform, type Platform } from "./platforms.ts";

const run = promisify(execFile);
const folder = import.meta.dirname;

/** Bun's executable for a platform; undefined when npm has not installed it. */
export function installedBun(platform: Platform): string | undefined {
  const file = path.join(
    folderOf(platform),
    `node_modules/@oven/bun-${platform.bun}/bin`,
    `bun${exe(platform)}`,
  );
  return existsSync(file) ? file : undefined;
}

/** This machine's is where `npm ci` puts it; npm keeps one platform in a folder, so every other has a folder of its own. */
function folderOf(platform: Platform): string {
  return platform === hostPlatform ? folder : path.join(folder, "others", platform.name);
}

/**
 * The same, installed from npm when it is not: the version and the checksum are those of the lock file here.
 * @throws Error when npm cannot install it
 */
async function bunFor(platform: Platform): Promise<string> {
  const present = installedBun(platform);
  if (present !== undefined) return present;
  const target = folderOf(platform);
  if (target !== folder) {
    await mkdir(target, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) {
      await copyFile(path.join(folder, name), path.join(target, name));
    }
  }
  const { os, cpu } = platform;
  const libc = os === "linux" ? ["--libc=glibc"] : [];
  await run("npm", ["ci", `--os=${os}`, `--cpu=${cpu}`, ...libc, "--no-audit", "--no-fund"], { cwd: target });
  const installed = installedBun(platform);
  if (installed === undefined) throw new Error(`npm has installed no Bun for ${platform.name} in ${target}.`);
  return installed;
}

export interface Source {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Programs of Terraform's users run in folders of theirs: no `.env` or `bunfig.toml` there is meant for a provider. */
const OPTIONS = [
  "--compile",
  "--bytecode",
  "--no-compile-autoload-dotenv",
  "--no-compile-autoload-bunfig",
] as const;
/** What the executable calls itself inside; part of its bytes. */
const OUTPUT = "terraform-provider-jeton";

/**
 * One executable of CommonJS modules, the first of which is the entry. The bytes are the same for the same modules and the
 * same Bun: names are given from within the working folder, since Bun writes them into the executable.
 * @param work an empty folder
 */
export async function compile(
  sources: readonly [Source, ...Source[]],
  platform: Platform,
  work: string,
): Promise<Uint8Array> {
  if (hostPlatform === undefined) throw new Error("There is no Bun for this machine to compile with.");
  const compiler = await bunFor(hostPlatform);
  const runtime = await bunFor(platform);
  await mkdir(work, { recursive: true });
  for (const { name, content } of sources) await writeFile(path.join(work, name), content);
  const outfile = `${OUTPUT}${exe(platform)}`;
  const args = [
    "build",
    `./${sources[0].name}`,
    ...OPTIONS,
    `--target=bun-${platform.target}`,
    `--compile-executable-path=${runtime}`,
    `--outfile=./${outfile}`,
  ];
  // Nothing of the environment is to show in the result.
  await run(compiler, args, { cwd: work, env: { TMPDIR: work } });
  return await readFile(path.join(work, outfile));
}

export function exe({ os }: Platform): string {
  return os === "win32" ? ".exe" : "";
}
