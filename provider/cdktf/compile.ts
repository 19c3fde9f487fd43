import { execFile } from "node:child_process";
import { mkdir, mkdtempDisposable, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

/**
 * For what cdktf's generator writes: its code does not hold under `exactOptionalPropertyTypes` or `noImplicitOverride`.
 * The declarations made of it do, whatever whoever uses them asks for.
 */
const compilerOptions = {
  target: "es2022",
  module: "node16",
  types: ["node"],
  strict: true,
  skipLibCheck: true,
  declaration: true,
  // As cdktf itself is compiled: what a base class sets in its constructor stays.
  useDefineForClassFields: false,
  outDir: "out",
  rootDir: "source",
};

/** TypeScript as JavaScript and declarations, by file name. Throws what the compiler complains about. */
export async function compile(sources: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "jeton-bindings-"));
  await symlink(modules, path.join(folder.path, "node_modules"), "junction");
  const settings = { compilerOptions, include: ["source"] };
  await writeFile(path.join(folder.path, "tsconfig.json"), JSON.stringify(settings));
  await writeFile(path.join(folder.path, "package.json"), JSON.stringify({ type: "commonjs" }));
  for (const [name, text] of sources) {
    const file = path.join(folder.path, "source", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await tsc(folder.path);
  return await readTree(path.join(folder.path, "out"));
}

async function tsc(folder: string): Promise<void> {
  const compiler = path.join(modules, "typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "--project", folder]).catch((error: unknown) => {
    // A failed child's error carries what it printed.
    const { stdout } = error as { readonly stdout: string };
    throw new Error(`The bindings do not compile:\n${stdout}`, { cause: error });
  });
}

/** Every file in a folder, by its name from there, with slashes and in order. */
export async function readTree(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
  const texts = files.map(async (file): Promise<[string, string]> => {
    const name = path.relative(folder, file).replaceAll(path.sep, "/");
    return [name, await readFile(file, "utf8")];
  });
  return new Map(await Promise.all(texts));
}
