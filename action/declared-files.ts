import { glob, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { DeclarationFile } from "../server/contract/declaration-file.ts";
import { isGlob } from "./declaration-name.ts";
import type { Deploying } from "./deploying.ts";
import { readIgnoreRules } from "./ignore-rules.ts";

/** In all files together; one declaration has a quarter of it at most. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_FILES = 1000;

/** Beside what it leaves out, in `directory`. */
const IGNORE_FILE = ".jetonignore";
const MOST_IGNORED = 64 * 1024;

interface FoundFile extends DeclarationFile {
  /** From `directory`. */
  readonly below: string;
}

type Found =
  | {
      readonly type: "ok";
      readonly files: readonly FoundFile[];
      /** How many an ignore file leaves out. */
      readonly ignored: number;
      /** A YAML file in the folder the name is made of that is neither declared nor left out on purpose. */
      readonly other: string | undefined;
    }
  | Failed;

interface Failed {
  readonly type: "failed";
  readonly message: string;
}

type Where = Pick<Deploying, "directory" | "patterns" | "namedFor">;

/**
 * Reads the files that the patterns match, in one order everywhere, each under its path from the workspace. Of a folder it
 * takes all YAML files. None is read through a link: one that a pull request brings may lead to what is not in it.
 */
export async function findFiles(workspace: string, where: Where): Promise<Found> {
  const root = await realpath(workspace);
  const base = join(root, where.directory);
  const ignoring = await ignoreRules(root, base);
  if (ignoring.type === "failed") return ignoring;
  const matched = await matchAll(base, where);
  if (matched.type === "failed") return matched;
  const { taken, left } = matched;
  const meant = [...taken].filter((path) => !left.has(path));
  const paths = meant.filter((path) => !ignoring.isIgnored(path)).toSorted();
  if (paths.length === 0) {
    const by = meant.length > 0 ? `\`${IGNORE_FILE}\`` : "`declarations`";
    return failed(`${by} takes out every file that \`declarations\` names.`);
  }
  if (paths.length > MOST_FILES) {
    return failed(`\`declarations\` matches ${String(paths.length)} files; ${String(MOST_FILES)} are read.`);
  }
  const read = await readAll(root, base, paths);
  if (read.type === "failed") return read;
  const { namedFor } = where;
  const known = new Set([...taken, ...left]);
  const others = namedFor === undefined ? [] : await matches(root, namedFor === "" ? "." : namedFor);
  const other = others
    .map((path) => slashes(relative(base, join(root, path))))
    .find((path) => !known.has(path) && !ignoring.isIgnored(path));
  return { ...read, ignored: meant.length - paths.length, other };
}

async function matchAll(
  base: string,
  { patterns, directory }: Where,
): Promise<
  { readonly type: "ok"; readonly taken: ReadonlySet<string>; readonly left: ReadonlySet<string> } | Failed
> {
  const taken = new Set<string>();
  const left = new Set<string>();
  for (const pattern of patterns) {
    const paths = await matches(base, pattern.replace(/^!/, ""));
    if (pattern.startsWith("!")) for (const path of paths) left.add(path);
    else if (paths.length === 0) return failed(noMatch(pattern, directory));
    else for (const path of paths) taken.add(path);
  }
  return { type: "ok", taken, left };
}

async function matches(base: string, pattern: string): Promise<readonly string[]> {
  const named = isGlob(pattern) ? undefined : await stat(join(base, pattern)).catch(() => undefined);
  if (named?.isFile()) return [slashes(pattern)];
  const paths: string[] = [];
  const folder = pattern === "." ? "" : `${pattern.replace(/\/+$/, "")}/`;
  const globs = named?.isDirectory() ? [`${folder}**/*.yaml`, `${folder}**/*.yml`] : [pattern];
  for await (const path of glob(globs, { cwd: base })) {
    if (isMeant(path, pattern) && (await stat(join(base, path)).catch(() => undefined))?.isFile()) {
      paths.push(slashes(path));
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

async function readAll(
  root: string,
  base: string,
  paths: readonly string[],
): Promise<{ readonly type: "ok"; readonly files: readonly FoundFile[] } | Failed> {
  const files: FoundFile[] = [];
  let bytes = 0;
  for (const below of paths) {
    const path = join(base, below);
    const shown = slashes(relative(root, path));
    if ((await realpath(path)) !== path) return failed(isLink(shown));
    bytes += (await stat(path)).size;
    if (bytes > MOST_BYTES) {
      return failed(`With ${shown} the files have more than 4 MiB; no declaration has more than 1 MiB.`);
    }
    files.push({ path: shown, below, text: await readFile(path, "utf8") });
  }
  return { type: "ok", files };
}

async function ignoreRules(
  root: string,
  base: string,
): Promise<{ readonly type: "ok"; readonly isIgnored: (path: string) => boolean } | Failed> {
  const path = join(base, IGNORE_FILE);
  const shown = slashes(relative(root, path));
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return { type: "ok", isIgnored: () => false };
  if ((await realpath(path)) !== path) return failed(isLink(shown));
  if (!found.isFile() || found.size > MOST_IGNORED) return failed(`${shown} is no file of 64 KiB at most.`);
  return { type: "ok", isIgnored: readIgnoreRules(await readFile(path, "utf8")) };
}

function slashes(path: string): string {
  return path.replaceAll(sep, "/");
}

function isLink(shown: string): string {
  return `${shown} is a link, or in a folder that is one, and is not read: name the file itself.`;
}

function noMatch(pattern: string, directory: string): string {
  const where = directory === "" ? "the workspace" : directory;
  const what =
    pattern === "." ? `there is no YAML file in ${where}` : `${pattern} matches no file in ${where}`;
  return `\`declarations\`: ${what}. Check the path, and that a step before checks the repository out.`;
}

function failed(message: string): Failed {
  return { type: "failed", message };
}
