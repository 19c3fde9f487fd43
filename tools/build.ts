import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { actionOutputs } from "./action-outputs.ts";
import { bundle, type Output } from "./bundle.ts";
import { buildConsole } from "./console-output.ts";
import { providerOutputs } from "./provider-outputs.ts";

/** `npm run build`: everything that is distributed. Adding a file is an entry here. */
const outputs: readonly Output[] = [
  ...actionOutputs,
  ...providerOutputs,
  { path: "server/dist/jeton.mjs", make: serverBundle, executable: true },
];

/** An ES module in which the CommonJS packages find the `require` they call. */
function serverBundle(): Promise<Uint8Array> {
  const require =
    'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
  return bundle("server/main.ts", {
    format: "esm",
    banner: { js: require },
    // Only tried by `pg` when asked for.
    external: ["pg-native"],
  });
}

const root = fileURLToPath(new URL("..", import.meta.url));

for (const { path, make, executable } of outputs) {
  const file = join(root, path);
  const content = await make();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, executable ? 0o755 : 0o644);
  console.log(`${path} ${(content.length / 1024).toFixed(1)} KB`);
}
await buildConsole();
