import type { Command } from "commander";
import { confirm } from "../ask.ts";
import { type CommonFlags, type Define, type Tools, withExamples } from "../command.ts";
import { filtersFrom, withFilters } from "../filters.ts";
import { calledBy, findObject } from "../find.ts";
import type { NounFacts } from "../noun-facts.ts";
import { aliasesOf, nounsWith, operationOf, singular, titles } from "../nouns.ts";
import type { Item } from "../output.ts";
import type { ScopeFlags } from "../scope.ts";

interface Flags extends CommonFlags, ScopeFlags {
  readonly cascade?: boolean;
  readonly objects?: string;
  readonly [filter: string]: unknown;
}

/** `jeton delete NOUN NAME...`. */
export const defineDelete: Define = (command, tools) => {
  withExamples(command, "jeton delete token --system NAME", "jeton delete project shop --cascade --yes");
  for (const facts of nounsWith("delete", tools.words)) defineNoun(command, facts, tools);
};

function defineNoun(parent: Command, facts: NounFacts, tools: Tools): void {
  const command = parent
    .command(`${singular(facts)} <name...>`)
    .aliases(aliasesOf(facts, singular(facts)))
    .summary(`Delete ${titles(facts)}.`)
    .description(`Delete ${titles(facts)}. What is managed elsewhere is asked about first.`)
    .option("-y, --yes", "Do not ask.");
  if (facts.name === "project")
    command.option("--cascade", "Delete what is in it too, projects below it included.");
  if (facts.name === "declaration") {
    command.requiredOption("--objects <keep|delete>", "Whether its objects stay, or are deleted with it.");
  }
  withFilters(command, facts);
  withExamples(command, `jeton delete ${singular(facts)} NAME`);
  command.action(
    tools.action<Flags>(async (flags, ...names) => await remove(facts, { tools, flags, names })),
  );
}

interface Request {
  readonly tools: Tools;
  readonly flags: Flags;
  readonly names: readonly string[];
}

async function remove(facts: NounFacts, { tools, flags, names }: Request): Promise<void> {
  const api = await tools.connect(flags);
  const where = await filtersFrom({ api, now: tools.now() }, facts, flags);
  // All are found before the first is gone, so that a mistyped name changes nothing.
  const found: Item[] = [];
  for (const name of names) found.push(await findObject(api, facts, { text: name, where }));
  for (const item of found) {
    const question = questionAbout(facts, item, flags);
    if (question !== undefined) await confirm(tools.terminal, question, flags);
  }
  const query = {
    ...(flags.cascade === true && { cascade: "true" }),
    ...(flags.objects !== undefined && { objects: flags.objects }),
  };
  for (const item of found) {
    await api.call(operationOf(facts, "delete"), { id: String(item["id"]), query });
    tools.terminal.out(`${calledBy(facts, item)} deleted\n`);
  }
}

/** Whoever looks after these would make them again, or miss them. */
const OTHERS = /^(?:terraform|declaration)(?::|$)/;

function questionAbout(facts: NounFacts, item: Item, { cascade, objects }: Flags): string | undefined {
  const called = calledBy(facts, item);
  const manager = typeof item["managed_by"] === "string" ? item["managed_by"] : "";
  if (OTHERS.test(manager)) return `${called} is managed by ${manager}. Delete it all the same?`;
  if (cascade === true) return `Delete ${called} with all that is in it and below it?`;
  return objects === "delete" ? `Delete ${called} with all its objects?` : undefined;
}
