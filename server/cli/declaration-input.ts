import { readFileSync, statSync } from "node:fs";
import { glob } from "node:fs/promises";
import path from "node:path";
import type { DeclarationFile, ReadFiles } from "../contract/declaration-file.ts";
import type { CommonFlags, Tools } from "./command.ts";
import { failure } from "./failure.ts";
import type { Item } from "./output.ts";
import { scopeOf, type ScopeFlags } from "./scope.ts";

export interface DeclarationFlags extends CommonFlags, ScopeFlags {
  readonly filename: readonly string[];
  readonly name: string;
  readonly prune?: boolean;
  readonly pruneLimit?: string;
  readonly adopt?: boolean;
  readonly force?: boolean;
}

/** What is declared, read and found right without the server, and how to go about it. */
export interface DeclarationInput {
  readonly name: string;
  readonly body: Item;
  readonly placeOf: Extract<ReadFiles, { type: "ok" }>["placeOf"];
}

/** @throws Failure `usage` with all that is wrong, each line beginning with its file, line and column */
export async function readDeclaration(tools: Tools, flags: DeclarationFlags): Promise<DeclarationInput> {
  const project = scopeOf(flags);
  if (project === undefined) {
    throw failure("usage", "say which project the declaration lives in: --project NAME or --system");
  }
  const files = await readFiles(tools, flags.filename);
  // The contract's schemas are loaded by the commands that validate alone.
  const { readDeclarationFiles } = await import("../contract/declaration-file.ts");
  const read = readDeclarationFiles(files);
  if (read.type === "problems") {
    const lines = read.problems.map(({ path: file, line, column, field, detail, remedy }) => {
      return `\n${file}:${String(line)}:${String(column)}: ${field === "" ? "" : `${field}: `}${detail}; ${remedy}`;
    });
    throw failure("usage", `the declaration is not right; nothing was sent:${lines.join("")}`);
  }
  const { prune = false, adopt = false, force = false } = flags;
  return {
    name: flags.name,
    placeOf: read.placeOf,
    body: { project, documents: read.documents, prune, prune_limit: limitOf(flags.pruneLimit), adopt, force },
  };
}

function limitOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw failure("usage", "--prune-limit must be a whole number");
}

/** Files as they are named; of folders all that is YAML, in one order everywhere; `-` is the standard input. */
async function readFiles(
  { terminal }: Pick<Tools, "terminal">,
  names: readonly string[],
): Promise<readonly DeclarationFile[]> {
  const files: DeclarationFile[] = [];
  for (const name of names) {
    if (name === "-") files.push({ path: "<stdin>", text: await terminal.readInput() });
    else for (const file of await filesOf(name)) files.push({ path: file, text: readFileSync(file, "utf8") });
  }
  return files;
}

async function filesOf(name: string): Promise<readonly string[]> {
  let isFolder: boolean;
  try {
    isFolder = statSync(name).isDirectory();
  } catch (cause) {
    const { code = "unknown error" } = cause as NodeJS.ErrnoException;
    throw failure("usage", `--filename: ${name} cannot be read: ${code}`);
  }
  if (!isFolder) return [name];
  const found: string[] = [];
  for await (const file of glob("**/*.{yaml,yml}", { cwd: name })) {
    if (!file.split(path.sep).some((part) => part.startsWith("."))) found.push(path.join(name, file));
  }
  if (found.length === 0) throw failure("usage", `--filename: ${name} holds no .yaml or .yml file`);
  return found.toSorted();
}
