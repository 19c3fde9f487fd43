import type { Command } from "commander";
import type { Api } from "./api.ts";
import { confirm } from "./ask.ts";
import { type CommonFlags, type Tools, withExamples, withOutput } from "./command.ts";
import { filtersFrom, withFilters } from "./filters.ts";
import { calledBy, findObject } from "./find.ts";
import type { NounFacts } from "./noun-facts.ts";
import { aliasesOf, nounNamed, operationOf, singular } from "./nouns.ts";
import { isData, type Item, printData } from "./output.ts";
import type { ScopeFlags } from "./scope.ts";

export type VerbFlags = CommonFlags & ScopeFlags & Readonly<Record<string, unknown>>;

/** What is done to objects of a noun, one by one. */
export interface VerbOn {
  readonly noun: string;
  readonly verb: string;
  /** `disabled`: what the message says of each. */
  readonly done: string;
  readonly summary: string;
  /** By default the operation of that name, without a body. */
  readonly call?: (api: Api, item: Item, flags: VerbFlags) => Promise<Item>;
  /** What to ask first; undefined for nothing. */
  readonly question?: (called: string, item: Item) => string | undefined;
}

/** A command of one verb on objects of one noun, by name. */
export function defineVerb(parent: Command, on: VerbOn, tools: Tools): Command {
  const facts = nounNamed(on.noun);
  const command = parent
    .command(`${singular(facts)} <object...>`)
    .aliases(aliasesOf(facts, singular(facts)))
    .summary(on.summary)
    .description(on.summary);
  if (on.question) command.option("-y, --yes", "Do not ask.");
  withFilters(command, facts);
  withOutput(command, "table, json, yaml or name");
  withExamples(command, `jeton ${on.verb} ${singular(facts)} NAME`);
  return command.action(
    tools.action<VerbFlags>(async (flags, ...names) => {
      await run(facts, on, { tools, flags, names });
    }),
  );
}

interface Request {
  readonly tools: Tools;
  readonly flags: VerbFlags;
  readonly names: readonly string[];
}

async function run(facts: NounFacts, on: VerbOn, { tools, flags, names }: Request): Promise<void> {
  const { terminal } = tools;
  const format = tools.formatOf(flags, ["table", "json", "yaml", "name"]);
  const api = await tools.connect(flags);
  const found = await findAll(api, facts, { tools, flags, names });
  for (const item of found) {
    const question = on.question?.(calledBy(facts, item), item);
    if (question !== undefined) await confirm(terminal, question, flags);
  }
  const usual = async (item: Item): Promise<Item> =>
    await api.call(operationOf(facts, on.verb), { id: String(item["id"]) });
  for (const item of found) {
    const changed = await (on.call?.(api, item, flags) ?? usual(item));
    if (isData(format)) await printData(terminal, format, changed);
    else
      terminal.out(format === "name" ? `${String(item["id"])}\n` : `${calledBy(facts, item)} ${on.done}\n`);
  }
}

/** All of them, before anything is done to the first. */
export async function findAll(
  api: Api,
  facts: NounFacts,
  { tools, flags, names }: Request,
): Promise<readonly Item[]> {
  const where = await filtersFrom({ api, now: tools.now() }, facts, flags);
  const found: Item[] = [];
  for (const text of names) found.push(await findObject(api, facts, { text, where }));
  return found;
}
