import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import packageJson from "../../package.json" with { type: "json" };
import { type Platform, platforms } from "./platforms.ts";
import { providerRelease } from "./provider-release.ts";

/**
 * `npm run release:provider`: everything of a release of the provider, into `provider/release`. `--platform linux_amd64`,
 * any number of times, for some platforms only. Signed when GPG_FINGERPRINT names a key (with GPG_PASSPHRASE, if it has one).
 */
const { values } = parseArgs({
  options: { platform: { type: "string", multiple: true }, out: { type: "string" } },
});

function chosen(names: readonly string[]): readonly Platform[] {
  return names.map((name) => {
    const found = platforms.find((platform) => platform.name === name);
    if (found !== undefined) return found;
    const known = platforms.map((platform) => platform.name).join(", ");
    throw new Error(`There is no executable for ${name}: Bun has ${known}.`);
  });
}

const out = values.out ?? fileURLToPath(new URL("../../provider/release", import.meta.url));
const { GPG_FINGERPRINT: id, GPG_PASSPHRASE: passphrase } = process.env;
const work = await mkdtemp(join(tmpdir(), "jeton-release-"));
try {
  const wanted = values.platform === undefined ? platforms : chosen(values.platform);
  const key = id === undefined || id === "" ? undefined : { id, passphrase };
  // What is there of an earlier release is no part of this one.
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for await (const asset of providerRelease({ version: packageJson.version, platforms: wanted, work, key })) {
    await writeFile(join(out, asset.name), asset.content);
    console.log(`${asset.name} ${(asset.content.length / 1024 / 1024).toFixed(2)} MB`);
  }
  if (key === undefined) console.log("Not signed: GPG_FINGERPRINT names no key.");
} finally {
  await rm(work, { recursive: true, force: true });
}
