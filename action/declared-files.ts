import { glob, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { DeclarationFile } from "../server/contract/declaration-file.ts";
import { isGlob } from "./declaration-name.ts";
import type { Deploying } from "./deploying.ts";

/** More than the server takes at once in all files together. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_FILES = 1000;

type Found =
  | { readonly type: "ok"; readonly files: readonly DeclarationFile[] }
  | { readonly type: "failed"; readonly message: string };

/**
 * Reads the files that the patterns match, in one order everywhere, each under its path from the workspace. Of a folder it
 * takes all YAML files. None is read through a link: one that a pull request brings may lead to what is not in it.
 */
export async function findFiles(
  workspace: string,
  { directory, patterns }: Pick<Deploying, "directory" | "patterns">,
): Promise<Found> {
  const root = await realpath(workspace);
  const base = join(root, directory);
  const taken = new Set<string>();
  const left = new Set<string>();
  for (const pattern of patterns) {
    const paths = await matches(base, pattern.replace(/^!/, ""));
    if (pattern.startsWith("!")) for (const path of paths) left.add(path);
    else if (paths.length === 0) return failed(noMatch(pattern, directory));
    else for (const path of paths) taken.add(path);
  }
  const paths = [...taken].filter((path) => !left.has(path)).toSorted();
  if (paths.length === 0) return failed("`declarations` takes out every file that it names.");
  if (paths.length > MOST_FILES) {
    return failed(`\`declarations\` matches ${String(paths.length)} files; ${String(MOST_FILES)} are read.`);
  }
  return await readAll(
    root,
    paths.map((path) => join(base, path)),
  );
}

async function matches(base: string, pattern: string): Promise<readonly string[]> {
  const named = isGlob(pattern) ? undefined : await stat(join(base, pattern)).catch(() => undefined);
  if (named?.isFile()) return [pattern];
  const paths: string[] = [];
  const globs = named?.isDirectory() ? [`${pattern}/**/*.yaml`, `${pattern}/**/*.yml`] : [pattern];
  for await (const path of glob(globs, { cwd: base })) {
    if (isMeant(path, pattern) && (await stat(join(base, path)).catch(() => undefined))?.isFile()) {
      paths.push(path);
    }
  }
  return paths;
}

/** A glob means no hidden folder, and no package's, that it does not name. */
function isMeant(path: string, pattern: string): boolean {
  const segments = path.split(sep);
  return segments.every(
    (segment) => !(segment.startsWith(".") || segment === "node_modules") || pattern.includes(segment),
  );
}

async function readAll(root: string, paths: readonly string[]): Promise<Found> {
  const files: DeclarationFile[] = [];
  let bytes = 0;
  for (const path of paths) {
    const shown = relative(root, path).replaceAll(sep, "/");
    if ((await realpath(path)) !== path) {
      return failed(`${shown} is a link, or in a folder that is one, and is not read: name the file itself.`);
    }
    bytes += (await stat(path)).size;
    if (bytes > MOST_BYTES) return failed(`${shown} is too large: no declaration has more than 1 MiB.`);
    files.push({ path: shown, text: await readFile(path, "utf8") });
  }
  return { type: "ok", files };
}

function noMatch(pattern: string, directory: string): string {
  const where = directory === "" ? "the workspace" : directory;
  return `\`declarations\`: ${pattern} matches no file in ${where}. Check the path, and that a step before checks the repository out.`;
}

function failed(message: string): Found {
  return { type: "failed", message };
}
