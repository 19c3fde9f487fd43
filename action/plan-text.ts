import type { Reply } from "../server/contract/operations.ts";
import { escapeHtml, oneLine } from "./plain-text.ts";

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

/** GitHub drops a summary of more than 1 MiB, and escaped a character may be six. */
const MOST_CHARACTERS = 60_000;

/** The part of the job summary that shows a plan, or what was applied. */
export function planMarkup(title: string, plan: Plan, isDone: boolean): string {
  const lines = planLines(plan);
  let length = 0;
  const shown = lines.filter((line) => (length += line.length + 1) <= MOST_CHARACTERS);
  const more = lines.length - shown.length;
  const rest = more === 0 ? [] : [`# and ${String(more)} more lines, which are in the log`];
  const text = [...shown, ...rest].join("\n");
  return [
    `<h3>${escapeHtml(title)}</h3>`,
    `<p>${escapeHtml(countsOf(plan, isDone))}</p>`,
    ...(text === "" ? [] : [`<pre lang="diff">${escapeHtml(text)}</pre>`]),
    "",
    "",
  ].join("\n");
}
