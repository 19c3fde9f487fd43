import { type OperationId, routes } from "../contract/routes.ts";
import { failure } from "./failure.ts";
import type { NounFacts, Verb } from "./noun-facts.ts";
import { nounFacts } from "./nouns.gen.ts";

/** @throws Error for what is no noun: a mistake in this program */
export function nounNamed(name: string): NounFacts {
  const facts = nounFacts.find((one) => one.name === name);
  if (!facts) throw new Error(`there is no noun ${name}`);
  return facts;
}

export function operationOf({ name }: NounFacts, verb: string): OperationId {
  const id = `${name}.${verb}`;
  if (!(id in routes)) throw failure("usage", `nobody can ${verb} a ${name.replaceAll("_", " ")}`);
  // It has just been found among them.
  return id as OperationId;
}

/** `service-account`. */
export function singular({ name }: Pick<NounFacts, "name">): string {
  return name.replaceAll("_", "-");
}

/** `service-accounts`, as in the paths of the API. */
export function plural(facts: NounFacts): string {
  return routes[operationOf(facts, "list")].path.split("/").at(-1) ?? "";
}

/** The other words for a noun: `service-account` and `sa` for `service-accounts`. */
export function aliasesOf(facts: NounFacts, word: string): readonly string[] {
  return [...new Set([singular(facts), plural(facts), facts.idPrefix])].filter((one) => one !== word);
}

/** `service accounts`, for people. */
export function titles(facts: NounFacts): string {
  return plural(facts).replaceAll("-", " ");
}

/** Those that can be so; where some words name any of them these alone, since making flags for all takes its time. */
export function nounsWith(verb: Verb, words: readonly string[] = []): readonly NounFacts[] {
  const able = nounFacts.filter(({ verbs }) => verbs.includes(verb));
  const named = able.filter((facts) => aliasesOf(facts, "").some((alias) => words.includes(alias)));
  return named.length > 0 ? named : able;
}

/** The field of an object by which people call it; undefined where there is none. */
export function nameField({ reference }: Pick<NounFacts, "reference">): string | undefined {
  const fields = {
    NAME: "name",
    EMAIL: "email",
    PROJECT: "project",
    "PROJECT/NAME": "name",
    "OWNER/NAME": "name",
    none: undefined,
  } as const;
  return fields[reference];
}
