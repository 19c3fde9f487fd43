import type { HandedOver } from "./hand-over.ts";
import type { Minted } from "./mint.ts";
import type { Identity } from "./run.ts";
import { escapeHtml } from "./plain-text.ts";
import { formatTarget } from "./secret-target.ts";

/** What a step gave out. */
interface Given {
  readonly minted: readonly Minted[];
  readonly handedOver: readonly HandedOver[];
}

/** The job summary: what was given to whom, until when. Markup of GitHub's, in which no text of others is markup. */
export function summaryOf(
  { url, skipRevoke }: { readonly url: string; readonly skipRevoke: boolean },
  identity: Identity,
  { minted, handedOver }: Given,
): string {
  const tokens = minted.map(({ line: { name, serviceAccount, mode, within }, expiresAt }) => [
    name,
    serviceAccount,
    mode,
    within ?? "all its owner's",
    expiresAt,
  ]);
  const secrets = handedOver.map(({ line: { target, serviceAccount, grace }, way, expiresAt }) => [
    formatTarget(target),
    serviceAccount,
    expiresAt,
    way === "minted" ? "none" : `accepted for ${grace}`,
  ]);
  const after = skipRevoke ? "They end by themselves." : "They are revoked when the job ends.";
  return [
    "<h3>Jeton</h3>",
    `<p>Signed in to <code>${escapeHtml(url)}</code> as <code>${escapeHtml(identity.reference)}</code>.</p>`,
    ...table(["Token", "Service account", "Mode", "Within", "Ends"], tokens),
    ...(tokens.length === 0 ? [] : [`<p>${after}</p>`]),
    ...table(["Secret", "Service account", "Ends", "The one before"], secrets),
    "",
  ].join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  return [`<table>${row("th", head)}${rows.map((cells) => row("td", cells)).join("")}</table>`];
}

function row(cell: "td" | "th", texts: readonly string[]): string {
  return `<tr>${texts.map((text) => `<${cell}>${escapeHtml(text)}</${cell}>`).join("")}</tr>`;
}
