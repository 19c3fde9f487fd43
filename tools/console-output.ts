import { existsSync, globSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = path.join(root, "server/dist/console");

/** What goes into it: its own files, the contract it speaks, and the packages it is made of. */
const sources = [
  "server/console/**/*",
  "server/contract/**/*.ts",
  "tools/console-output.ts",
  "package-lock.json",
];

/** Builds the console into `server/dist/console`. */
export async function buildConsole(): Promise<void> {
  const [{ build }, { default: react }] = await Promise.all([import("vite"), import("@vitejs/plugin-react")]);
  await build({
    configFile: false,
    root: path.join(root, "server/console"),
    base: "./",
    logLevel: "warn",
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2023",
      // The first with `light-dark()`, by which a colour is said for both themes in one place.
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      // Its polyfill would be a script of its own for browsers that are too old for the rest.
      modulePreload: { polyfill: false },
      // A picture in a style sheet would be one `data:` address more for the policy to allow.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
    },
  });
}

/** The same where there is none, or one older than its sources. */
export async function buildConsoleWhenOlder(): Promise<void> {
  if (!isOlder()) return;
  console.warn("Building the console");
  await buildConsole();
}

function isOlder(): boolean {
  const built = path.join(folder, "index.html");
  if (!existsSync(built)) return true;
  const { mtimeMs } = statSync(built);
  return globSync(sources, { cwd: root }).some((file) => statSync(path.join(root, file)).mtimeMs > mtimeMs);
}
