/** Between columns, as `kubectl` has it. */
const GAP = "   ";

/** Lines of columns that stand one below the other; the first line names them. Each ends with a line feed. */
export function textTable(lines: readonly (readonly string[])[]): string {
  const cells = lines.map((line) => line.map(oneLine));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => widthOf(line[column]))));
  return cells
    .map(
      (line) =>
        `${line
          .map((cell, column) => padded(cell, widths[column]))
          .join(GAP)
          .trimEnd()}\n`,
    )
    .join("");
}

function padded(cell: string, width = 0): string {
  return cell + " ".repeat(Math.max(0, width - widthOf(cell)));
}

/** In columns of a terminal, roughly: characters of the wide East Asian blocks and emoji take two. */
function widthOf(cell = ""): number {
  let width = 0;
  for (const character of cell)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
}

/**
 * What others wrote, safe to show: names and descriptions may hold line feeds and the escape sequences that terminals obey.
 */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\p{Cc}\p{Cf}]/gu, "\u{fffd}");
}
