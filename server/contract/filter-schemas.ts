import * as z from "zod";
import { parseInstant } from "./duration.ts";
import type { Filter, FilterKind } from "./filter.ts";
import type { AnyNoun } from "./noun.ts";
import { instant } from "./text.ts";

type Filters = Readonly<Record<string, Filter>>;

/** Those that say which objects are meant; the others only leave out some of them. */
const choosing: readonly FilterKind[] = ["equal", "named", "unused", "part"];

const text = z.string().max(600);
const part = z
  .string()
  .min(1, { message: "must not be empty" })
  .max(200, { message: "must have at most 200 characters" });

function schemaOf({ kind, fields: [field = ""] }: Filter, { fields }: AnyNoun): z.ZodType<string> {
  if (kind === "flag") return z.enum(["true", "false"]);
  // The field's own words, which are texts.
  if (kind === "state") return (fields[field]?.schema ?? z.never()) as z.ZodType<string>;
  if (kind === "part") return part;
  return kind === "equal" || kind === "named" ? text : instant;
}

/** A noun's filters as the parameters of its list. */
export function filterParameters(noun: AnyNoun): Record<string, z.ZodType<string | undefined>> {
  const made = Object.entries(noun.filters).map(([name, filter]) => {
    return [name, schemaOf(filter, noun).optional().meta({ description: filter.description })] as const;
  });
  return Object.fromEntries(made);
}

/**
 * The same as the fields of a body, where a flag is a boolean. They are absent or said, never null: an expression that
 * yields nothing must not mean more objects.
 */
export function filterFields(noun: AnyNoun): Record<string, z.ZodType<string | undefined>> {
  const flags = Object.entries(noun.filters)
    .filter(([, { kind }]) => kind === "flag")
    .map(
      ([name, { description }]) =>
        [name, z.boolean().transform(String).optional().meta({ description })] as const,
    );
  return { ...filterParameters(noun), ...Object.fromEntries(flags) };
}

type Given = Readonly<Record<string, unknown>>;

/** Refuses instants between which there is none, since an empty list would seem an answer. */
export function refuseContradictions(filters: Filters, given: Given, context: z.RefinementCtx): void {
  const bounds = Object.entries(filters).flatMap(([name, { kind, fields }]) => {
    const at = parseInstant(String(given[name]));
    return at === undefined ? [] : fields.map((field) => ({ name, field, at, isStart: kind === "from" }));
  });
  for (const start of bounds.filter(({ isStart }) => isStart)) {
    const end = bounds.find(({ isStart, field, at }) => !isStart && field === start.field && at <= start.at);
    if (!end) continue;
    const message = `must be before \`${end.name}\`, or nothing is left between them`;
    context.addIssue({ code: "custom", path: [start.name], message });
  }
}

/** Refuses filters that leave open which objects are meant: nothing said never means all. */
export function refuseAll(filters: Filters, given: Given, context: z.RefinementCtx): void {
  const names = Object.keys(filters).filter((name) => choosing.includes(filters[name]?.kind ?? "state"));
  if (names.some((name) => given[name] !== undefined)) return;
  const list = names.map((name) => `\`${name}\``).join(", ");
  context.addIssue({ code: "custom", path: [], message: `say which are meant, by at least one of ${list}` });
}
