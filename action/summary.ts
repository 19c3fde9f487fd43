import type { Minted } from "./mint.ts";
import type { Identity } from "./run.ts";

/** The job summary: what was minted for whom, until when. Markup of GitHub's, in which no text of others is markup. */
export function summaryOf(
  { url, skipRevoke }: { readonly url: string; readonly skipRevoke: boolean },
  identity: Identity,
  minted: readonly Minted[],
): string {
  const rows = minted.map(({ line: { name, serviceAccount, mode, within }, expiresAt }) =>
    row("td", [name, serviceAccount, mode, within ?? "all its owner's", expiresAt]),
  );
  const after = skipRevoke ? "They end by themselves." : "They are revoked when the job ends.";
  return [
    "<h3>Jeton</h3>",
    `<p>Signed in to <code>${escape(url)}</code> as <code>${escape(identity.reference)}</code>.</p>`,
    ...(rows.length === 0
      ? []
      : [
          `<table>${row("th", ["Token", "Service account", "Mode", "Within", "Ends"])}${rows.join("")}</table>`,
          `<p>${after}</p>`,
        ]),
    "",
  ].join("\n");
}

function row(cell: "td" | "th", texts: readonly string[]): string {
  return `<tr>${texts.map((text) => `<${cell}>${escape(text)}</${cell}>`).join("")}</tr>`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"'`|@#]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
