import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFiles, type Output } from "./bundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * ES modules in which the CommonJS packages find the `require` they call: `jeton.mjs`, and beside it what is loaded only when
 * it is needed, since reading all of the server would take most of a client command's time, and what runs on a thread of its own.
 */
export async function serverOutputs(): Promise<readonly Output[]> {
  const require =
    'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
  const files = await bundleFiles("server/main.ts", {
    format: "esm",
    splitting: true,
    entryPoints: { jeton: "server/main.ts", "sqlite-thread": "server/store/sqlite-thread.ts" },
    chunkNames: "part-[hash]",
    outdir: "server/dist",
    outExtension: { ".js": ".mjs" },
    banner: { js: require },
    // Only tried by `pg` when asked for.
    external: ["pg-native"],
  });
  return files.map(({ path, contents }) => ({
    path: relative(root, path),
    make: async () => contents,
    ...(path.endsWith("/jeton.mjs") && { executable: true as const }),
  }));
}
