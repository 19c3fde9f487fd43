import type { Reply } from "../server/contract/operations.ts";
import { escapeHtml, oneLine } from "./plain-text.ts";
import { planPicture } from "./plan-picture.ts";

type Plan = Pick<Reply<"declaration.plan">, "changes" | "summary" | "left">;
type Change = Plan["changes"][number];

const marks = { create: "+", update: "!", replace: "!", delete: "-", unchanged: " " } as const;

/**
 * A plan as a diff, of what changes or is refused. No line begins with what a runner takes for a command, nor with a space
 * before one: each has its mark.
 */
export function planLines({ changes, left }: Plan): readonly string[] {
  return [
    ...changes.flatMap(changeLines),
    ...left.map(({ reference }) => `# left: ${oneLine(reference)}, which is no longer declared`),
  ];
}

function changeLines({ action, reference, fields, breaks, refusal }: Change): readonly string[] {
  if (action === "unchanged" && refusal === null) return [];
  return [
    `${marks[action].trim() || "!"} ${action} ${oneLine(reference)}`,
    ...fields.flatMap(({ name, before, after }) => [
      ...(isAbsent(before) || action === "create" ? [] : [fieldLine("-", name, before)]),
      ...(isAbsent(after) && action === "create" ? [] : [fieldLine("+", name, after)]),
    ]),
    ...(breaks === null ? [] : [`!   breaks: ${oneLine(breaks)}`]),
    ...(refusal === null ? [] : [`!   refused: ${oneLine(refusal.detail)} (${oneLine(refusal.code)})`]),
  ];
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

function fieldLine(mark: "+" | "-", name: string, value: unknown): string {
  return oneLine(`${mark}   ${name}: ${JSON.stringify(value) ?? "null"}`);
}

const words = {
  create: ["to create", "created"],
  update: ["to update", "updated"],
  replace: ["to replace", "replaced"],
  delete: ["to delete", "deleted"],
} as const;

/** `2 to create, 1 to delete, 5 unchanged`. */
export function countsOf({ summary }: Pick<Plan, "summary">, isDone: boolean): string {
  const counted = Object.entries(words).flatMap(([action, [planned, done]]) => {
    const count = summary[action as keyof typeof words];
    return count === 0 ? [] : [`${String(count)} ${isDone ? done : planned}`];
  });
  return [...counted, `${String(summary.unchanged)} unchanged`].join(", ");
}

export function hasChanges({ summary }: Pick<Plan, "summary">): boolean {
  return Object.keys(words).some((action) => summary[action as keyof typeof words] > 0);
}

/** A plan, or what was done of it, under its title. */
export interface Shown {
  readonly title: string;
  readonly plan: Plan;
  readonly isDone: boolean;
}

/** In a summary of more than 1 MiB GitHub shows nothing; a character may have three bytes. */
export const MOST_OF_SUMMARY = 300_000;

/** More plans than that are in the log alone. */
const MOST_PLANS = 40;

/**
 * Plans as markup of GitHub's, for the job summary or a comment: each by itself, and one picture of all.
 * @param most characters of all the diffs together; 40,000 more is the most that goes with them
 */
export function planMarkup(plans: readonly Shown[], most: number): string {
  const shown = plans.slice(0, MOST_PLANS);
  const each = Math.floor(most / Math.max(1, shown.length));
  const rest = plans.length - shown.length;
  const picture = planPicture(plans.flatMap(({ plan }) => plan.changes));
  return [
    ...shown.map((one) => markupOf(one, each)),
    ...(rest === 0 ? [] : [`<p>${String(rest)} more are in the log.</p>`, ""]),
    ...(picture === undefined ? [] : ["```mermaid", picture, "```", ""]),
    "",
  ].join("\n");
}

function markupOf({ title, plan, isDone }: Shown, most: number): string {
  const lines = planLines(plan);
  let length = 0;
  const escaped = lines.map(escapeHtml);
  const shown = escaped.filter((line) => (length += line.length + 1) <= most);
  const more = lines.length - shown.length;
  const rest = more === 0 ? [] : [escapeHtml(`# and ${String(more)} more lines, which are in the log`)];
  const text = [...shown, ...rest].join("\n");
  return [
    `<h3>${escapeHtml(title)}</h3>`,
    `<p>${escapeHtml(countsOf(plan, isDone))}</p>`,
    ...(text === "" ? [] : [`<pre lang="diff">${text}</pre>`]),
    "",
  ].join("\n");
}
