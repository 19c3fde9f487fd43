import type { Command } from "commander";
import { age } from "../age.ts";
import { type CommonFlags, type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { filtersFrom, withFilters } from "../filters.ts";
import { findObject } from "../find.ts";
import { namesOf } from "../list.ts";
import type { FieldFacts, NounFacts } from "../noun-facts.ts";
import { aliasesOf, nounsWith, operationOf, singular } from "../nouns.ts";
import { isData, type Item, printData } from "../output.ts";
import type { ScopeFlags } from "../scope.ts";
import { oneLine } from "../table.ts";
import { linesOf } from "../values.ts";
import { withRedaction } from "./get.ts";

type Flags = CommonFlags & ScopeFlags & Readonly<Record<string, unknown>>;

/** `jeton describe NOUN NAME`. */
export const defineDescribe: Define = (command, tools) => {
  withExamples(command, "jeton describe token --system NAME", "jeton describe role role/system/admin");
  for (const facts of nounsWith("get", tools.words)) defineNoun(command, facts, tools);
};

function defineNoun(parent: Command, facts: NounFacts, tools: Tools): void {
  const command = parent
    .command(`${singular(facts)} <object>`)
    .aliases(aliasesOf(facts, singular(facts)))
    .summary(`Say all there is to say of a ${facts.title}.`)
    .description(facts.description);
  withFilters(command, facts);
  withOutput(command, "table (for people), json or yaml");
  withExamples(command, `jeton describe ${singular(facts)} NAME`);
  command.action(
    tools.action<Flags>(async (flags, name = "") => await describe(facts, { tools, flags, name })),
  );
}

interface Request {
  readonly tools: Tools;
  readonly flags: Flags;
  readonly name: string;
}

async function describe(facts: NounFacts, { tools, flags, name }: Request): Promise<void> {
  const { terminal } = tools;
  const format = tools.formatOf(flags, ["table", "json", "yaml"]);
  const now = tools.now();
  const api = await tools.connect(flags);
  const where = await filtersFrom({ api, now }, facts, flags);
  const found = await findObject(api, facts, { text: name, where });
  // A list may know less of an object than it says itself.
  const item = await api.call(operationOf(facts, "get"), { id: String(found["id"]) });
  if (isData(format)) {
    await printData(terminal, format, format === "yaml" ? withRedaction(facts, item) : item);
    return;
  }
  const references = facts.fields.filter(({ refersTo }) => refersTo !== undefined).map((field) => field.name);
  const nameOf = await namesOf(api, [item], [{ names: [...references, "created_by"] }]);
  terminal.out(described(facts, { item: withRedaction(facts, item), now, nameOf }));
}

interface Described {
  readonly item: Item;
  readonly now: Date;
  readonly nameOf: (id: string) => string;
}

/** Every field on a line, its further values below; of owners and subjects only the one there is. */
export function described(facts: NounFacts, { item, now, nameOf }: Described): string {
  const groups = facts.exactlyOneOf.flat();
  const shown = facts.fields.filter(({ name }) => {
    return item[name] !== undefined && !(groups.includes(name) && item[name] === null);
  });
  const labels = shown.map((field) => `${labelOf(field)}:`);
  const width = Math.max(...labels.map(({ length }) => length)) + 2;
  return shown
    .map((field, index) => {
      const [first = "", ...rest] = cellLines(field, item[field.name], { now, nameOf });
      const lines = [
        `${(labels[index] ?? "").padEnd(width)}${first}`,
        ...rest.map((line) => " ".repeat(width) + line),
      ];
      return `${lines.join("\n")}\n`;
    })
    .join("");
}

function labelOf({ name, refersTo }: FieldFacts): string {
  const words = (refersTo ?? name).replaceAll("_", " ").replace(/^id$/, "ID");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function cellLines(
  field: FieldFacts,
  value: unknown,
  { now, nameOf }: Omit<Described, "item">,
): readonly string[] {
  if (typeof value !== "string") return linesOf(field.value, value).map(oneLine);
  if (field.value.kind === "text" && field.value.format === "date-time") {
    const isPast = Date.parse(value) <= now.getTime();
    return [`${value} (${isPast ? "" : "in "}${age(value, now)}${isPast ? " ago" : ""})`];
  }
  const name = field.refersTo !== undefined || field.name === "created_by" ? nameOf(value) : value;
  if (name !== value) return [oneLine(`${name} (${value})`)];
  return value.split("\n").map(oneLine);
}
