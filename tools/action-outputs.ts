import { bundle, dropUnusedPackages, type Output } from "./bundle.ts";

/** What runs on a GitHub runner. These files are committed, since a runner takes an Action from its repository as it is. */
export const actionOutputs: readonly Output[] = ["main", "post"].map((entry) => ({
  path: `action/dist/${entry}.cjs`,
  make: () => bundle(`action/${entry}.ts`, { format: "cjs", plugins: [dropUnusedPackages] }),
}));
