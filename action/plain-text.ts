const MAX_LENGTH = 500;

/**
 * Text of others on one line of ours: bounded, and without what a runner would take for a command of this Action
 * (`::` counts only at the beginning of a line, the older `##[` anywhere).
 */
export function oneLine(text: string): string {
  const line = text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("##[", "## [")
    .trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH).toWellFormed()}...` : line;
}
