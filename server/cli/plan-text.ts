import type { Reply } from "../contract/operations.ts";
import type { DeclarationInput } from "./declaration-input.ts";
import type { painter } from "./output.ts";
import { oneLine } from "./table.ts";

type Plan = Pick<Reply<"declaration.plan">, "changes" | "summary" | "left">;
type Change = Reply<"declaration.drift">["changes"][number];
type Paint = ReturnType<typeof painter>;

const looks = {
  create: ["+", "green"],
  update: ["~", "yellow"],
  replace: ["±", "yellow"],
  delete: ["-", "red"],
  unchanged: [" ", "dim"],
} as const;

/** A plan as people read it: what changes, field by field, and where it is declared. */
export function planText(plan: Plan, paint: Paint, placeOf?: DeclarationInput["placeOf"]): string {
  const changed = plan.changes.filter(({ action, refusal }) => action !== "unchanged" || refusal !== null);
  const left = plan.left.map(({ reference }) => {
    return `${paint("?", "dim")} ${oneLine(reference)} is no longer declared, and left: --prune deletes it\n`;
  });
  return [
    ...changed.map((change) => changeText(change, paint, placeOf)),
    ...left,
    `${countsOf(plan)}\n`,
  ].join("");
}

export function changeText(change: Change, paint: Paint, placeOf?: DeclarationInput["placeOf"]): string {
  const { action, reference, fields, breaks, refusal, document } = change;
  const [mark, colour] = looks[action];
  const place = document === null ? undefined : placeOf?.(document);
  const at = place ? paint(`  ${place.path}:${String(place.line)}`, "dim") : "";
  const lines = [
    `${paint(`${mark} ${oneLine(reference)}`, colour)}${at}`,
    ...fields
      .filter((field) => action !== "create" || !isAbsent(field.after))
      .map((field) => fieldText(field, action)),
    ...(breaks === null ? [] : [paint(`    ! ${oneLine(breaks)}`, "yellow")]),
    ...(refusal === null ? [] : refusalLines(change, refusal, placeOf).map((line) => paint(line, "red"))),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function refusalLines(
  { document }: Change,
  { code, detail, errors }: NonNullable<Change["refusal"]>,
  placeOf: DeclarationInput["placeOf"] | undefined,
): readonly string[] {
  const places = errors.map(({ pointer, detail: why }) => {
    const place = document === null ? undefined : placeOf?.(document, pointer);
    return `      ${place ? `${place.path}:${String(place.line)}:${String(place.column)}: ` : ""}${oneLine(why)}`;
  });
  return [`    refused: ${oneLine(detail)} (${code})`, ...places];
}

function fieldText({ name, before, after }: Change["fields"][number], action: Change["action"]): string {
  const was = JSON.stringify(before) ?? "null";
  const is = JSON.stringify(after) ?? "null";
  return `    ${oneLine(action === "create" ? `${name}: ${is}` : `${name}: ${was} -> ${is}`)}`;
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

const words = {
  create: "to create",
  update: "to update",
  replace: "to replace",
  delete: "to delete",
} as const;

/** `2 to create, 1 to delete, 5 unchanged`. */
function countsOf({ summary }: Pick<Plan, "summary">): string {
  const counted = Object.entries(words).flatMap(([action, word]) => {
    const count = summary[action as keyof typeof words];
    return count === 0 ? [] : [`${String(count)} ${word}`];
  });
  return [...counted, `${String(summary.unchanged)} unchanged`].join(", ");
}

export function hasChanges({ summary }: Pick<Plan, "summary">): boolean {
  return Object.keys(words).some((action) => summary[action as keyof typeof words] > 0);
}
