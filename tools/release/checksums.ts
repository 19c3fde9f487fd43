import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";

/** A file of a release. */
export interface Asset {
  readonly name: string;
  readonly content: Uint8Array;
}

export function sha256(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}

/** As `sha256sum` writes and checks it. */
export function checksums(name: string, assets: readonly Asset[]): Asset {
  const lines = assets.map((asset) => `${sha256(asset.content).toString("hex")}  ${asset.name}\n`);
  return { name, content: Buffer.from(lines.join("")) };
}

export interface SigningKey {
  /** Its fingerprint, or whatever else `gpg --local-user` takes. */
  readonly id: string;
  readonly passphrase?: string | undefined;
}

/**
 * A detached signature in binary, as registries want it.
 * @throws Error with what gpg says when it cannot sign
 */
export async function signed({ name, content }: Asset, { id, passphrase }: SigningKey): Promise<Asset> {
  const pass = passphrase === undefined ? [] : ["--pinentry-mode=loopback", "--passphrase-fd=3"];
  const child = spawn(
    "gpg",
    ["--batch", "--local-user", id, ...pass, "--digest-algo=SHA256", "--detach-sign"],
    { stdio: ["pipe", "pipe", "pipe", "pipe"] },
  );
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const secret = child.stdio[3];
  if (secret && "end" in secret) secret.end(passphrase ?? "");
  child.stdin.end(content);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`gpg cannot sign ${name}: ${Buffer.concat(err).toString()}`);
  return { name: `${name}.sig`, content: Buffer.concat(out) };
}
