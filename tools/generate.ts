import { glob, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import packageJson from "../package.json" with { type: "json" };
import { openapiDocument } from "../server/contract/openapi.ts";
import { actionOutputs } from "./action-outputs.ts";
import { actionPage } from "./action-page.ts";
import { bindingOutputs, bindingsFolder } from "./binding-outputs.ts";
import type { Output } from "./bundle.ts";
import { cliNouns } from "./cli-nouns.ts";
import { cliPage } from "./cli-page.ts";
import { declarationSchema } from "./declaration-schema.ts";
import { errorsPage } from "./errors-page.ts";
import { eventsPage } from "./events-page.ts";
import { gitleaksRules } from "./gitleaks.ts";
import { permissionsPage } from "./permissions-page.ts";
import { pageFolders, pageOutputs } from "./provider-pages/pages.ts";

/**
 * `npm run generate` writes every file that is committed and generated; with `--check` it names those that are not what
 * they should be, and changes nothing. Adding a file is an entry here.
 */
const outputs: readonly Output[] = [
  ...actionOutputs,
  ...(await bindingOutputs()),
  ...pageOutputs(),
  { path: "docs/declaration.schema.json", make: async () => declarationSchema() },
  { path: "docs/action.md", make: actionPage },
  { path: "docs/cli.md", make: cliPage },
  { path: "docs/errors.md", make: async () => errorsPage() },
  { path: "docs/events.md", make: async () => eventsPage() },
  { path: "server/cli/nouns.gen.ts", make: async () => cliNouns() },
  { path: "docs/gitleaks.toml", make: async () => gitleaksRules() },
  { path: "docs/permissions.md", make: async () => permissionsPage() },
  {
    path: "openapi.json",
    make: async () => `${JSON.stringify(openapiDocument(packageJson.version), null, 2)}\n`,
  },
];

const root = fileURLToPath(new URL("..", import.meta.url));

async function isCurrent(file: string, content: string | Uint8Array): Promise<boolean> {
  const present = await readFile(file).catch(() => undefined);
  return present?.equals(Buffer.from(content)) ?? false;
}

const checking = process.argv.includes("--check");
const stale: string[] = [];
for (const { path, make } of outputs) {
  const file = join(root, path);
  const content = await make();
  if (await isCurrent(file, content)) continue;
  stale.push(path);
  if (checking) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
// What is left of a type that is gone.
const whole = [bindingsFolder, ...pageFolders].map((folder) => `${folder}/**`);
for await (const entry of glob(whole, { cwd: root, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath, entry.name);
  if (outputs.some(({ path }) => join(root, path) === file)) continue;
  stale.push(relative(root, file));
  if (!checking) await rm(file);
}

if (checking && stale.length > 0) {
  console.error(`Not current: ${stale.join(", ")}. Run \`npm run generate\` and commit what it writes.`);
  process.exitCode = 1;
} else {
  console.log(checking ? "All generated files are current." : `Written: ${stale.join(", ") || "nothing"}.`);
}
