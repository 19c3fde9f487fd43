import { chmod, glob, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { actionOutputs } from "./action-outputs.ts";
import { bundleFiles, type Output } from "./bundle.ts";
import { buildConsole } from "./console-output.ts";
import { providerOutputs } from "./provider-outputs.ts";

/** `npm run build`: everything that is distributed. Adding a file is an entry here. */
const single: readonly Output[] = [...actionOutputs, ...providerOutputs];

/**
 * ES modules in which the CommonJS packages find the `require` they call: `jeton.mjs`, and beside it what is loaded only when
 * it is needed, since reading all of the server would take most of a client command's time, and what runs on a thread of its own.
 */
async function serverOutputs(): Promise<readonly Output[]> {
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

const root = fileURLToPath(new URL("..", import.meta.url));

// What is left of an earlier build has other names.
for await (const file of glob("server/dist/part-*.mjs", { cwd: root })) await rm(join(root, file));
const outputs = [...single, ...(await serverOutputs())];
for (const { path, make, executable } of outputs) {
  const file = join(root, path);
  const content = await make();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, executable ? 0o755 : 0o644);
  if (!path.includes("/part-")) console.log(`${path} ${(content.length / 1024).toFixed(1)} KB`);
}
await buildConsole();
