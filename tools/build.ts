import { chmod, glob, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { actionOutputs } from "./action-outputs.ts";
import type { Output } from "./bundle.ts";
import { buildConsole } from "./console-output.ts";
import { providerOutputs } from "./provider-outputs.ts";
import { serverOutputs } from "./server-outputs.ts";

/** `npm run build`: everything that is distributed. Adding a file is an entry here. */
const single: readonly Output[] = [...actionOutputs, ...providerOutputs];

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
