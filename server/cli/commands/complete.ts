import type { Command, Option } from "commander";
import type { Api } from "../api.ts";
import type { CommonFlags, Define, Tools } from "../command.ts";
import type { NounFacts } from "../noun-facts.ts";
import { aliasesOf, nameField, nounsWith, operationOf, plural } from "../nouns.ts";

/** What completion of names waits for at most: a shell that hangs is worse than one that offers nothing. */
const PATIENCE = "2s";
const MOST_OFFERED = 100;
/** Shells put it into the line as it is: of what others named, nothing that means something to a shell, or is a flag. */
const HARMLESS = /^[\w@.,:/+%][\w@.,:/+%=-]*$/;

/** Hidden: what may stand in place of the last word, a line each, for the scripts of `jeton completion`. */
export const defineComplete: Define = (command, tools) => {
  command.argument("[words...]", "The words so far, the last of which is to be completed; it may be empty.");
  command.action(
    tools.action<CommonFlags>(async (_flags, ...words) => {
      const last = words.at(-1) ?? "";
      const { at, option } = walk(command.parent ?? command, words.slice(0, -1));
      const found = last.startsWith("-") ? flagsOf(at) : await wordsFor(at, option, { tools, last });
      const fit = [...new Set(found)].filter((word) => word.startsWith(last));
      tools.terminal.out(fit.map((word) => `${word}\n`).join(""));
    }),
  );
};

interface Place {
  readonly at: Command;
  /** The flag whose value is to be completed. */
  readonly option: Option | undefined;
}

function walk(program: Command, words: readonly string[]): Place {
  let at = program;
  let option: Option | undefined;
  for (const word of words) {
    if (option) {
      option = undefined;
      continue;
    }
    if (word.startsWith("-")) {
      const named = optionsOf(at).find(({ long, short }) => word === long || word === short);
      option = named && (named.required || named.optional) ? named : undefined;
      continue;
    }
    at = at.commands.find((one) => one.name() === word || one.aliases().includes(word)) ?? at;
  }
  return { at, option };
}

function optionsOf(command: Command): readonly Option[] {
  return [...command.options, ...(command.parent ? optionsOf(command.parent) : [])];
}

function flagsOf(command: Command): readonly string[] {
  return optionsOf(command).flatMap(({ long, hidden }) => (long != null && !hidden ? [long] : []));
}

async function wordsFor(
  at: Command,
  option: Option | undefined,
  { tools, last }: { readonly tools: Tools; readonly last: string },
): Promise<readonly string[]> {
  const noun = option
    ? named(option.attributeName().replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    : nounOf(at);
  if (option?.argChoices) return option.argChoices;
  if (!option && at.commands.length > 0) {
    return at.commands.filter((one) => !one.name().startsWith("__")).map((one) => one.name());
  }
  if (!noun) return [];
  // Whatever goes wrong, nothing is offered: a completion has no place to say why.
  return await tools
    .connect({ timeout: PATIENCE })
    .then((api) => namesOf(api, noun, last))
    .catch(() => []);
}

function nounOf(command: Command): NounFacts | undefined {
  return command.registeredArguments.some(({ variadic }) => variadic) || command.parent?.name() !== "jeton"
    ? named(command.name())
    : undefined;
}

function named(word: string): NounFacts | undefined {
  return nounsWith("list").find((facts) => plural(facts) === word || aliasesOf(facts, "").includes(word));
}

async function namesOf(api: Api, facts: NounFacts, last: string): Promise<readonly string[]> {
  const field = nameField(facts) ?? "id";
  const canSearch = last !== "" && facts.filters.some(({ name }) => name === "search");
  const items = await api.list(operationOf(facts, "list"), canSearch ? { search: last } : {}, MOST_OFFERED);
  return items.map((item) => String(item[field])).filter((name) => HARMLESS.test(name));
}
