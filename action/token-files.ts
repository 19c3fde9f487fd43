import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileOutput } from "./env-name.ts";
import type { Minted } from "./mint.ts";

const PREFIX = "jeton-";

/** A folder for this step alone, in the runner's own for what a job leaves behind. */
export function tokenDirectory(temporary: string, unique: string): string {
  return join(temporary, `${PREFIX}${unique}`);
}

/**
 * Writes each token into a file that nobody else may read, and says which is where. What is there already is nobody's we
 * know, so it is neither followed nor overwritten.
 */
export async function writeTokenFiles(
  directory: string,
  minted: readonly Minted[],
): Promise<readonly (readonly [output: string, path: string])[]> {
  await mkdir(directory, { mode: 0o700 });
  return await Promise.all(
    minted.map(async ({ line: { name }, secret }) => {
      const path = join(directory, name);
      await writeFile(path, secret, { mode: 0o600, flag: "wx" });
      return [fileOutput(name), path] as const;
    }),
  );
}

/** Removes them, if that is what is there. */
export async function removeTokenFiles(directory: string, temporary: string): Promise<void> {
  if (dirname(directory) !== join(temporary) || !basename(directory).startsWith(PREFIX)) return;
  await rm(directory, { recursive: true, force: true });
}
