import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { drawPlot } from "./plot.ts";
import { type Results, tableOf } from "./results.ts";

/** Writes `performance.md` into a folder, and its pictures beside it. */
export function writePage(docs: string, { date, machine, parts }: Results): void {
  const images = "images/performance";
  mkdirSync(path.join(docs, images), { recursive: true });
  const only = parts.map(({ name }) => `--only ${name}`).join(" ");
  const sections = parts.map(({ name, title, about, figures, plots = [] }) => {
    const pictures = plots.map((plot, index) => {
      const file = `${images}/${name}-${String(index + 1)}.svg`;
      writeFileSync(path.join(docs, file), drawPlot(plot));
      return `![${plot.title}](${file})\n`;
    });
    return [`## ${title}\n`, `${about}\n`, `${tableOf(figures)}\n`, ...pictures].join("\n");
  });
  writeFileSync(
    path.join(docs, "performance.md"),
    `# Performance

Measured on ${date} on ${machine}, by \`npm run bench -- ${only}\`; \`--page\` writes this page.

Each figure is a ratio to something that ran in turn with it on the same machine: compare ratios, here and with yours, not
the amounts. Medians; servers are warmed with 30,000 requests first. "Per CPU-second" divides requests by the CPU time the
server took for them: what one core gives, whatever else the machine does.

On a machine that others use as well a figure varies by half from one run to the next, what it is compared with included;
[how verification is made fast](design/verification-cache.md) has what was seen in pairs, time and again.

${sections.join("\n")}`,
  );
}
