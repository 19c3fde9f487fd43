import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { actionOutputs } from "./action-outputs.ts";
import { bundle, type Output } from "./bundle.ts";

/** `npm run build`: everything that is distributed. Adding a file is an entry here. */
const outputs: readonly Output[] = [
  ...actionOutputs,
  { path: "provider/dist/provider.cjs", make: providerStart },
  { path: "provider/dist/load.cjs", make: () => bundle("provider/load.ts", { format: "cjs" }) },
  { path: "provider/dist/terraform-provider-jeton", make: providerLauncher, executable: true },
  { path: "server/dist/jeton.mjs", make: serverBundle, executable: true },
];

/**
 * Without what is loaded after the handshake: Node.js reads the whole of a file before it runs any of it, and these few
 * kilobytes are all that stands between Terraform and the handshake line.
 */
function providerStart(): Promise<Uint8Array> {
  return bundle("provider/main.ts", {
    format: "cjs",
    supported: { "dynamic-import": false },
    plugins: [
      {
        name: "load-later",
        setup: (building) => {
          building.onResolve({ filter: /^\.\/load\.ts$/ }, () => ({ path: "./load.cjs", external: true }));
        },
      },
    ],
  });
}

/**
 * Terraform runs a file by its name, which has no extension, so Node could not tell its module system; hence a launcher.
 * `exec`, so that Terraform's signals reach Node; without NODE_OPTIONS, which are meant for the user's own programs and
 * may print before the handshake. The directory is resolved only when the file itself is a link.
 */
async function providerLauncher(): Promise<string> {
  return [
    "#!/bin/sh",
    'self=$0; [ -L "$self" ] && self=$(readlink -f "$self")',
    'command -v node >/dev/null || { echo "panic: The provider jeton needs Node.js 24.7 or newer, and there is no node on the PATH." >&2; exit 1; }',
    'unset NODE_OPTIONS; exec node "${self%/*}/provider.cjs" "$@"',
    "",
  ].join("\n");
}

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
