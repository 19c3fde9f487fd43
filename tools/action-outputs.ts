import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { bundle, dropUnusedPackages, type Output } from "./bundle.ts";

/** What the entries load when they are asked for it is a bundle of its own beside them. */
const loadOnDemand: Plugin = {
  name: "load-on-demand",
  setup(building) {
    building.onResolve({ filter: /^\.\/(?:deploy|secrets)\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: path.replace(/\.ts$/, ".cjs"), external: true } : undefined,
    );
  },
};

/** The same library in modules, of which a bundle takes what it uses: parsing, and little else. */
const readYamlOnly: Plugin = {
  name: "read-yaml-only",
  setup(building) {
    building.onResolve({ filter: /^yaml$/ }, () => ({
      path: fileURLToPath(new URL("../node_modules/yaml/browser/dist/index.js", import.meta.url)),
      sideEffects: false,
    }));
  },
};

/** Half of what two libraries are is for writing what the Action only reads, JSON Schema and YAML; and one warns. */
const writers =
  /node_modules\/(?:zod\/v4\/core\/(?:json-schema-processors|to-json-schema)|yaml\/browser\/dist\/(?:log|stringify\/\w+))\.js$/;

/** Leaves them out, their exports functions that do nothing; a test holds that what is read is the same without them. */
const leaveOutWriters: Plugin = {
  name: "leave-out-writers",
  setup(building) {
    building.onLoad({ filter: writers }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const declared = [...text.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name ?? "");
      const listed = [...text.matchAll(/^export \{([^}]*)\};?$/gm)].flatMap(([, names = ""]) =>
        names.split(",").map((name) => name.replace(/.* as /, "").trim()),
      );
      const names = new Set([...declared, ...listed].filter((name) => name !== ""));
      return {
        contents: [...names].map((name) => `export const ${name} = () => () => undefined;`).join("\n"),
      };
    });
  },
};

/**
 * What runs on a GitHub runner. These files are committed, since a runner takes an Action from its repository as it is. Names
 * are minified too, since a runner loads them at each step; what goes wrong is told in messages, not in stack traces.
 */
export const actionOutputs: readonly Output[] = ["main", "post", "secrets", "deploy"].map((entry) => ({
  path: `action/dist/${entry}.cjs`,
  make: () =>
    bundle(`action/${entry}.ts`, {
      format: "cjs",
      minifyIdentifiers: true,
      plugins: [loadOnDemand, readYamlOnly, leaveOutWriters, dropUnusedPackages],
    }),
}));
