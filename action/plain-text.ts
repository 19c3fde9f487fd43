const MAX_LENGTH = 500;

/**
 * Text of others on one line of ours: bounded, and without what a runner would take for a command of this Action
 * (`::` counts only at the beginning of a line, the older `##[` anywhere).
 */
export function oneLine(text: string): string {
  const line = collapsed(text).replaceAll("##[", "## [").trim();
  // A part of a secret is not known for one any more, so what is cut is whole words.
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH).replace(/\S*$/, "")}...` : line;
}

/** What breaks a line, or is not seen, as a space. */
export function collapsed(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
}

/** A text that no reader of Markdown or HTML takes for markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"'`|@#]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
