import { randomBytes } from "node:crypto";
import path from "node:path";
import { readIfThere, replaceFile } from "./data-folder.ts";

/** A new key: 288 bits, without a character that means something in an `.env` file. */
export function newKey(): string {
  return randomBytes(36).toString("base64url");
}

/** The value of a variable in the data folder's `.env`, undefined when there is none. */
export async function readLine(folder: string, name: string): Promise<string | undefined> {
  const lines = (await readIfThere(path.join(folder, ".env"))).split("\n");
  const line = lines.findLast((text) => text.startsWith(`${name}=`));
  return line?.slice(name.length + 1).trim() || undefined;
}

/** Adds a variable to the data folder's `.env`, whose other lines stay; on the disk when this resolves. */
export async function keepLine(
  folder: string,
  { name, value, note }: { readonly name: string; readonly value: string; readonly note: string },
): Promise<void> {
  const file = path.join(folder, ".env");
  const before = await readIfThere(file);
  const separator = before === "" || before.endsWith("\n") ? "" : "\n";
  await replaceFile(file, `${before}${separator}# ${note}\n${name}=${value}\n`);
}
