import { sha256 } from "./checksums.ts";
import { nodePlatforms } from "./platforms.ts";
import { zip, type ZipEntry } from "./zip.ts";

/** Where Terraform and where OpenTofu look for what a configuration calls `jeton/jeton`. */
const ADDRESSES = ["registry.terraform.io/jeton/jeton", "registry.opentofu.org/jeton/jeton"] as const;

/**
 * A mirror of the provider for machines with Node.js, as an archive: unpacked it serves as a filesystem mirror (packed
 * layout) and, behind any HTTPS server, as a network mirror (Provider Network Mirror Protocol).
 * @param launched the files that Node.js runs and the script that starts it, by the name Terraform looks for
 */
export async function nodeMirror(version: string, launched: readonly ZipEntry[]): Promise<Uint8Array> {
  const archive = await zip(launched);
  const hashes = [`zh:${sha256(archive).toString("hex")}`, packageHash(launched)];
  const nameOf = (platform: string): string => `terraform-provider-jeton_${version}_${platform}.zip`;
  const archives = nodePlatforms.map((platform) => [platform, { url: nameOf(platform), hashes }] as const);
  const files = [
    json("index.json", { versions: { [version]: {} } }),
    json(`${version}.json`, { archives: Object.fromEntries(archives) }),
    // The same script everywhere; a mirror has one archive a platform all the same.
    ...nodePlatforms.map((platform) => ({ name: nameOf(platform), content: archive, executable: false })),
  ];
  return await zip(
    ADDRESSES.flatMap((address) => files.map((file) => ({ ...file, name: `${address}/${file.name}` }))),
  );
}

function json(name: string, value: unknown): ZipEntry {
  return { name, content: Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`), executable: false };
}

/** Of a package's files, however they are packed, as lock files have it (Go's dirhash.Hash1). */
function packageHash(entries: readonly ZipEntry[]): string {
  const lines = entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, content }) => `${sha256(content).toString("hex")}  ${name}\n`);
  return `h1:${sha256(Buffer.from(lines.join(""))).toString("base64")}`;
}
