import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type OutputFile, type Plugin } from "esbuild";

/** A file to make: where it goes, how its bytes come about, and whether it is to be run. */
export interface Output {
  /** From the root of the repository. */
  readonly path: string;
  readonly make: () => Promise<string | Uint8Array>;
  readonly executable?: true;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * One file of an entry and all it imports. White space and syntax are minified but names are kept: the bytes then hold
 * no path of node_modules, so they are the same wherever it lies, and a stack trace can still be read.
 */
export async function bundle(entry: string, options: BuildOptions): Promise<Uint8Array> {
  const [file] = await bundleFiles(entry, options);
  if (!file) throw new Error(`esbuild made nothing of ${entry}`);
  return file.contents;
}

/** The same in several files, where `splitting` makes more of what is loaded only when it is needed. */
export async function bundleFiles(entry: string, options: BuildOptions): Promise<readonly OutputFile[]> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    target: "node24",
    minifySyntax: true,
    minifyWhitespace: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    ...options,
    write: false,
  });
  return outputFiles;
}

/**
 * Lets esbuild leave out imported packages that nothing uses. `@actions/core` names `@actions/http-client` for its OIDC
 * client, which names `undici`, 416 KB, and neither says that importing it has no effect. They have none: they define
 * functions and classes. What is used stays, so a mistake would be a larger bundle, not a broken one.
 */
export const dropUnusedPackages: Plugin = {
  name: "drop-unused-packages",
  setup(building) {
    building.onResolve({ filter: /.*/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === dropUnusedPackages || from.kind === "entry-point") return undefined;
      const resolved = await building.resolve(path, { ...from, pluginData: dropUnusedPackages });
      return resolved.path.includes("/node_modules/") ? { ...resolved, sideEffects: false } : undefined;
    });
  },
};
