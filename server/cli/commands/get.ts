import { type Command, Option } from "commander";
import { type CommonFlags, type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { failure } from "../failure.ts";
import { filtersFrom, withFilters } from "../filters.ts";
import { findObject } from "../find.ts";
import { printItems } from "../list.ts";
import type { NounFacts } from "../noun-facts.ts";
import { aliasesOf, nounsWith, operationOf, plural, titles } from "../nouns.ts";
import { isData, type Item, printData } from "../output.ts";
import type { ScopeFlags } from "../scope.ts";

interface Flags extends CommonFlags, ScopeFlags {
  readonly limit?: string;
  readonly orderBy?: string;
  readonly [filter: string]: unknown;
}

/** `jeton get NOUN [NAME...]`. */
export const defineGet: Define = (command, tools) => {
  withExamples(
    command,
    "jeton get tokens --system",
    "jeton get token NAME -o yaml",
    "jeton get roles --project shop -o wide",
  );
  for (const facts of nounsWith("list", tools.words)) defineNoun(command, facts, tools);
};

function defineNoun(parent: Command, facts: NounFacts, tools: Tools): void {
  const command = parent
    .command(`${plural(facts)} [name...]`)
    .aliases(aliasesOf(facts, plural(facts)))
    .summary(`List ${titles(facts)}, or show some.`)
    .description(
      `${facts.description}\n\nWithout a name it lists them; with names, references or ids it shows those.`,
    );
  withFilters(command, facts);
  withOutput(command, "table, wide, json, yaml, or name (the ids)");
  command.option("--limit <count>", "Show at most so many.");
  withOrder(command, facts);
  withExamples(command, `jeton get ${plural(facts)}`, `jeton get ${plural(facts)} -o json`);
  command.action(tools.action<Flags>(async (flags, ...names) => await get(facts, { tools, flags, names })));
}

function withOrder(command: Command, { orders }: NounFacts): void {
  if (orders.length === 0) return;
  const description = "In the order of this field, or with ` desc` the other way round.";
  const choices = orders.flatMap((field) => [field, `${field} desc`]);
  command.addOption(new Option("--order-by <field>", description).choices(choices));
}

interface Request {
  readonly tools: Tools;
  readonly flags: Flags;
  readonly names: readonly string[];
}

async function get(facts: NounFacts, { tools, flags, names }: Request): Promise<void> {
  const format = tools.formatOf(flags);
  const most = limitOf(flags.limit);
  const { terminal } = tools;
  const now = tools.now();
  const api = await tools.connect(flags);
  const query = await filtersFrom({ api, now }, facts, flags);
  if (names.length === 0) {
    const order = flags.orderBy === undefined ? {} : { order_by: flags.orderBy };
    const items = await api.list(operationOf(facts, "list"), { ...query, ...order }, most);
    await printItems(facts, items, { terminal, api, format, now });
    return;
  }
  const items: Item[] = [];
  for (const name of names) items.push(await findObject(api, facts, { text: name, where: query }));
  const [only] = items;
  // One object that is asked for by name is that object, and no list of one.
  if (isData(format) && only !== undefined && items.length === 1) {
    await printData(terminal, format, format === "yaml" ? withRedaction(facts, only) : only);
    return;
  }
  await printItems(facts, items, { terminal, api, format, now });
}

/** Kargo's words for what is never shown again. */
export const REDACTED = "*** REDACTED ***";

/** Says to people that there is a secret, and that it is not shown. */
export function withRedaction(facts: NounFacts, item: Item): Item {
  const hidden = facts.fields
    .filter(({ access }) => access.includes("secret"))
    .map(({ name }) => [name, REDACTED]);
  return { ...item, ...Object.fromEntries(hidden) };
}

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw failure("usage", "--limit must be a whole number from 1");
}
