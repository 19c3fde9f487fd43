import path from "node:path";
import { protocolVersion } from "../../provider/protocol/cookie.ts";
import { providerOutputs } from "../provider-outputs.ts";
import { compile, exe } from "./bun.ts";
import { adHocSigned } from "./codesign.ts";
import { type Asset, checksums, type SigningKey, signed } from "./checksums.ts";
import { nodeMirror } from "./node-mirror.ts";
import type { Platform } from "./platforms.ts";
import { zip, type ZipEntry } from "./zip.ts";

export interface Release {
  readonly version: string;
  readonly platforms: readonly Platform[];
  /** An empty folder. */
  readonly work: string;
  readonly key?: SigningKey | undefined;
}

/**
 * The files of a release of the provider, each as soon as it is made. What a registry takes: an archive a platform, the
 * manifest, their checksums and, with a key, the signature of these. Beside it the mirror for machines with Node.js, whose
 * checksums are their own, since it is no platform's archive.
 */
export async function* providerRelease({ version, platforms, work, key }: Release): AsyncGenerator<Asset> {
  const name = `terraform-provider-jeton_${version}`;
  const outputs = await builtProvider();
  const archives: Asset[] = [];
  for (const platform of platforms) {
    const content = await executableOf(outputs, platform, path.join(work, platform.name));
    const program = {
      name: `terraform-provider-jeton_v${version}${exe(platform)}`,
      content,
      executable: true,
    };
    const archive = { name: `${name}_${platform.name}.zip`, content: await zip([program]) };
    yield archive;
    archives.push(archive);
  }
  const manifest = { name: `${name}_manifest.json`, content: registryManifest() };
  yield manifest;
  yield* vouched(`${name}_SHA256SUMS`, [...archives, manifest], key);

  const mirror = {
    name: `terraform-mirror-jeton-node_${version}.zip`,
    content: await nodeMirror(version, launchedBy(outputs, version)),
  };
  yield mirror;
  yield* vouched(`terraform-mirror-jeton-node_${version}_SHA256SUMS`, [mirror], key);
}

async function* vouched(
  name: string,
  assets: readonly Asset[],
  key: SigningKey | undefined,
): AsyncGenerator<Asset> {
  const sums = checksums(name, assets);
  yield sums;
  if (key !== undefined) yield await signed(sums, key);
}

/** What `npm run build` makes of the provider, by file name. */
export async function builtProvider(): Promise<readonly ZipEntry[]> {
  return await Promise.all(
    providerOutputs.map(async ({ path: file, make, executable = false }) => ({
      name: path.basename(file),
      content: Buffer.from(await make()),
      executable,
    })),
  );
}

/** The entry, and what it loads after the handshake, in one program with all that runs it. */
export async function executableOf(
  built: readonly ZipEntry[],
  platform: Platform,
  work: string,
): Promise<Uint8Array> {
  const [entry, ...rest] = built.filter(({ name }) => name.endsWith(".cjs"));
  if (entry === undefined) throw new Error("The provider is built of no module.");
  const program = await compile([entry, ...rest], platform, work);
  return platform.os === "darwin" ? adHocSigned(program, "terraform-provider-jeton") : program;
}

/** The launcher is named as the executable of a release is. */
function launchedBy(outputs: readonly ZipEntry[], version: string): readonly ZipEntry[] {
  return outputs.map((output) =>
    output.executable ? { ...output, name: `${output.name}_v${version}` } : output,
  );
}

/** `terraform-registry-manifest.json`, by the name that a release gives it. */
function registryManifest(): Uint8Array {
  const manifest = { version: 1, metadata: { protocol_versions: [`${String(protocolVersion)}.0`] } };
  return Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
}
