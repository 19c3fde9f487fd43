import { Option } from "commander";
import { confirm } from "../ask.ts";
import { type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { scopeFilter } from "../filters.ts";
import { calledBy, findObject } from "../find.ts";
import type { NounFacts } from "../noun-facts.ts";
import { aliasesOf, nounNamed, operationOf, singular } from "../nouns.ts";
import { isData, type Item, printData } from "../output.ts";
import { scopeOf } from "../scope.ts";
import { textTable } from "../table.ts";
import type { VerbFlags } from "../verb.ts";

interface Flags extends VerbFlags {
  readonly delete?: boolean;
  readonly shownTokens?: string;
  readonly includeDerived?: boolean;
  readonly dryRun?: boolean;
}

/** `jeton off-board user EMAIL` and `jeton off-board service-account NAME`. */
export const defineOffBoard: Define = (command, tools) => {
  withExamples(command, "jeton off-board user ann@example.com --dry-run");
  for (const name of ["user", "service_account"]) {
    const facts = nounNamed(name);
    const summary = `Disable or delete a ${facts.title}, and end all that it leaves behind.`;
    const one = command
      .command(`${singular(facts)} <object>`)
      .aliases(aliasesOf(facts, singular(facts)))
      .summary(summary)
      .description(summary)
      .option("--delete", "Delete it instead of disabling it.")
      .addOption(
        new Option(
          "--shown-tokens <what>",
          "What becomes of tokens of others whose secret it was shown.",
        ).choices(["end_secrets", "revoke", "keep"]),
      )
      .option(
        "--include-derived",
        "The same for tokens whose secret was got by a token whose secret it was shown.",
      )
      .option("--dry-run", "Say what it leaves behind, and end nothing.")
      .option("-y, --yes", "Do not ask.");
    if (name !== "user") scopeFilter(one, facts);
    withOutput(one, "table, json or yaml");
    withExamples(one, `jeton off-board ${singular(facts)} NAME --dry-run`);
    one.action(
      tools.action<Flags>(async (flags, text = "") => await offBoard(facts, { tools, flags, text })),
    );
  }
};

interface Request {
  readonly tools: Tools;
  readonly flags: Flags;
  readonly text: string;
}

async function offBoard(facts: NounFacts, { tools, flags, text }: Request): Promise<void> {
  const { terminal } = tools;
  const format = tools.formatOf(flags, ["table", "json", "yaml"]);
  const api = await tools.connect(flags);
  const project = scopeOf(flags);
  const found = await findObject(api, facts, { text, where: project === undefined ? {} : { project } });
  const id = String(found["id"]);
  const print = async (left: Item): Promise<void> => {
    if (isData(format)) await printData(terminal, format, left);
    else terminal.out(leftoverTable(left));
  };
  const left = await api.call(operationOf(facts, "leftovers"), { id });
  if (flags.dryRun === true) {
    await print(left);
    return;
  }
  if (flags.yes !== true) terminal.err(leftoverTable(left));
  await confirm(
    terminal,
    `${flags.delete === true ? "Delete" : "Disable"} ${calledBy(facts, found)} and end all of this?`,
    flags,
  );
  const body = {
    ...(flags.delete === true && { delete: true }),
    ...(flags.shownTokens !== undefined && { shown_tokens: flags.shownTokens }),
    ...(flags.includeDerived === true && { include_derived: true }),
  };
  await print(await api.call(operationOf(facts, "off-board"), { id, body }));
  terminal.err(`${calledBy(facts, found)} ${flags.delete === true ? "deleted" : "disabled"}\n`);
}

function leftoverTable(left: Item): string {
  const rows = Object.entries(left).flatMap(([kind, items]) =>
    Array.isArray(items)
      ? (items as readonly Item[]).map(({ id, name, project }) => [
          kind.replaceAll("_", " "),
          String(id),
          typeof name === "string" ? name : "",
          typeof project === "string" ? project : "",
        ])
      : [],
  );
  const hidden = Number(left["hidden"] ?? 0);
  const table =
    rows.length === 0 ? "Nothing is left behind.\n" : textTable([["KIND", "ID", "NAME", "PROJECT"], ...rows]);
  return hidden > 0 ? `${table}and ${String(hidden)} more that you do not see\n` : table;
}
