import type { Command } from "commander";
import { type CommonFlags, type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { failure } from "../failure.ts";
import { bodyFrom, demandOneInput, type FieldFlags, withFields } from "../fields.ts";
import { scopeFilter } from "../filters.ts";
import { calledBy, findObject } from "../find.ts";
import type { NounFacts } from "../noun-facts.ts";
import { aliasesOf, nounsWith, operationOf, singular } from "../nouns.ts";
import { isData, printData } from "../output.ts";
import type { ScopeFlags } from "../scope.ts";

type Flags = CommonFlags & ScopeFlags & FieldFlags & { readonly ifMatch?: string };

/** `jeton update NOUN NAME`. */
export const defineUpdate: Define = (command, tools) => {
  withExamples(
    command,
    "jeton update token ci --description 'The nightly build' --clear allowed-cidr",
    "jeton update role shop/releaser --rule flow:@read --rule flow:execute=nightly",
  );
  for (const facts of nounsWith("update", tools.words)) defineNoun(command, facts, tools);
};

function defineNoun(parent: Command, facts: NounFacts, tools: Tools): void {
  const command = parent
    .command(`${singular(facts)} <object>`)
    .aliases(aliasesOf(facts, singular(facts)))
    .summary(`Change a ${facts.title}.`)
    .description(
      `Change a ${facts.title}: what a flag says replaces the whole of that field, what none says stays.`,
    )
    .option("--if-match <etag>", "Only if it still is as the reply with this `ETag` showed it.");
  scopeFilter(command, facts);
  withFields(command, facts, "update");
  withOutput(command, "table, json, yaml or name");
  withExamples(command, `jeton update ${singular(facts)} NAME -f changes.yaml`);
  command.action(
    tools.action<Flags>(async (flags, name = "") => await update(facts, { tools, flags, name })),
  );
}

interface Request {
  readonly tools: Tools;
  readonly flags: Flags;
  readonly name: string;
}

async function update(facts: NounFacts, { tools, flags, name }: Request): Promise<void> {
  const { terminal } = tools;
  const format = tools.formatOf(flags, ["table", "json", "yaml", "name"]);
  demandOneInput(flags);
  const api = await tools.connect(flags);
  const project = flags.system === true ? "system" : flags.project;
  const found = await findObject(api, facts, { text: name, where: project === undefined ? {} : { project } });
  const near = typeof found["project"] === "string" ? found["project"] : undefined;
  const body = await bodyFrom(
    { api, terminal, now: tools.now(), project: near },
    { facts, change: "update", flags },
  );
  if (Object.keys(body).length === 0)
    throw failure(
      "usage",
      "nothing is said that could change",
      `see \`jeton update ${singular(facts)} --help\``,
    );
  const item = await api.call(
    operationOf(facts, "update"),
    { id: String(found["id"]), body },
    { ifMatch: flags.ifMatch },
  );
  if (isData(format)) await printData(terminal, format, item);
  else terminal.out(format === "name" ? `${String(item["id"])}\n` : `${calledBy(facts, item)} updated\n`);
}
