/**
 * Puts text on the clipboard: by the clipboard's API, and where that is missing (plain http) or refused, by what browsers had
 * before it. Whether it is there is all that is told, so that nobody closes a dialog over nothing.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Within the dialog that has the focus, or the focus would be taken back before the text is copied. */
function copyBySelection(text: string): boolean {
  const host = document.activeElement?.parentElement ?? document.body;
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.setAttribute("aria-hidden", "true");
  Object.assign(area.style, { position: "fixed", top: "0", opacity: "0" });
  const focused = document.activeElement;
  host.append(area);
  area.select();
  try {
    // Deprecated, and the one way there is on plain http.
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
