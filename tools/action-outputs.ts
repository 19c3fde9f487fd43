import type { Plugin } from "esbuild";
import { bundle, dropUnusedPackages, type Output } from "./bundle.ts";

/** What the entries load when they are asked for it is a bundle of its own beside them. */
const loadOnDemand: Plugin = {
  name: "load-on-demand",
  setup(building) {
    building.onResolve({ filter: /^\.\/deploy\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./deploy.cjs", external: true } : undefined,
    );
  },
};

/**
 * What runs on a GitHub runner. These files are committed, since a runner takes an Action from its repository as it is. Names
 * are minified too, since a runner loads them at each step; what goes wrong is told in messages, not in stack traces.
 */
export const actionOutputs: readonly Output[] = ["main", "post", "deploy"].map((entry) => ({
  path: `action/dist/${entry}.cjs`,
  make: () =>
    bundle(`action/${entry}.ts`, {
      format: "cjs",
      minifyIdentifiers: true,
      plugins: [loadOnDemand, dropUnusedPackages],
    }),
}));
