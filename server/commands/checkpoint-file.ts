import type { KeyObject } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { linesOf } from "../store/lines-of.ts";
import { replaceFile } from "../config/data-folder.ts";
import { type Checkpoint, readCheckpoint } from "../domain/audit/checkpoint.ts";

/** The name of the file with the public key, beside the checkpoints. */
const PUBLIC_KEY_FILE = "audit-public-key.pem";

/** Makes the file ready to be added to, with the public key beside it, and gives its last checkpoint. */
export async function openCheckpoints(
  file: string,
  { key, pem }: { readonly key: KeyObject; readonly pem: string },
): Promise<Checkpoint | undefined> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await dropTornLine(file);
  await replaceFile(path.join(path.dirname(file), PUBLIC_KEY_FILE), pem);
  let last: Checkpoint | undefined;
  for await (const line of linesOf(file)) last = readCheckpoint(line, key) ?? last;
  return last;
}

/** Adds a line; on the disk when this resolves. */
export async function appendCheckpoint(file: string, line: string): Promise<void> {
  const handle = await open(file, "a", 0o600);
  try {
    await handle.appendFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A line whose end never reached the disk, because the machine stopped, was no checkpoint yet. */
async function dropTornLine(file: string): Promise<void> {
  const handle = await open(file, "a+", 0o600);
  try {
    const content = await handle.readFile();
    const end = content.lastIndexOf("\n") + 1;
    if (end < content.length) await handle.truncate(end);
  } finally {
    await handle.close();
  }
}
