import { markdownTable } from "../tools/markdown-table.ts";
import type { Figure, Measured, Part } from "./figure.ts";

/** What a run found, as it is written as JSON. */
export interface Results {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly machine: string;
  readonly parts: readonly (Pick<Part, "title" | "about"> & Measured & { readonly name: string })[];
}

export function tableOf(figures: readonly Figure[]): string {
  return markdownTable(
    ["", "measured", "against", "ratio", "goal"],
    figures.map(({ name, measured, against, ratio, goal }) => [
      name,
      measured,
      against,
      `${ratio.toFixed(2)}x`,
      goal ? `${goal.text}${goal.held ? "" : ", **missed**"}` : "",
    ]),
  );
}
