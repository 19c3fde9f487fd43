import type { Path } from "./diagnostic.ts";

/** A path as practitioners write it: `rules[0].actions`, `labels["team"]`. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => {
      if ("attribute" in step) return index === 0 ? step.attribute : `.${step.attribute}`;
      return "key" in step ? `[${JSON.stringify(step.key)}]` : `[${step.index}]`;
    })
    .join("");
}

/** Sorted, each once. */
export function sortPaths(paths: readonly Path[]): readonly Path[] {
  const byText = new Map(paths.map((path) => [pathText(path), path]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}
