import { type Command, Option } from "commander";
import { parseDuration, parseInstant } from "../contract/duration.ts";
import type { Api } from "./api.ts";
import { failure } from "./failure.ts";
import { findId } from "./find.ts";
import type { FilterFacts, NounFacts } from "./noun-facts.ts";
import { nameField, nounNamed } from "./nouns.ts";
import { scopeOf, type ScopeFlags, withScope } from "./scope.ts";

/** `--role` for `role_id`. */
function flagOf({ name, refersTo }: Pick<FilterFacts, "name" | "refersTo">): string {
  return (refersTo ?? name).replaceAll("_", "-");
}

/** What commander calls the value of a flag. */
function keyOf(flag: string): string {
  return flag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The noun's filters as flags; its name and its project have words of their own. */
export function withFilters(command: Command, facts: NounFacts): Command {
  const isScoped = facts.filters.some(({ name }) => name === "project");
  if (isScoped) withScope(command, "Only those");
  for (const filter of ownFilters(facts)) {
    const option = new Option(`--${flagOf(filter)} <${placeholder(filter)}>`, describe(filter));
    if (filter.choices) option.choices(filter.choices);
    if (filter.kind === "flag") option.choices(["true", "false"]);
    command.addOption(option);
  }
  return command;
}

function ownFilters(facts: NounFacts): readonly FilterFacts[] {
  return facts.filters.filter(({ name }) => name !== "project" && name !== nameField(facts));
}

function placeholder({ kind, refersTo }: FilterFacts): string {
  if (refersTo !== undefined) return "name";
  if (kind === "from" || kind === "before" || kind === "unused") return "when";
  return kind === "flag" ? "true|false" : "value";
}

function describe({ kind, name, description, refersTo }: FilterFacts): string {
  if (refersTo !== undefined)
    return `Only those of this ${nounNamed(refersTo).title}: its name, a reference or its id.`;
  if (kind !== "from" && kind !== "before" && kind !== "unused") return description;
  return `${description} An instant, or a duration ${isAhead(name) ? "from now" : "ago"} such as 30d.`;
}

/** What expires is ahead. */
function isAhead(name: string): boolean {
  return name.startsWith("expires");
}

type Flags = ScopeFlags & Readonly<Record<string, unknown>>;

/** The parameters of the list, or the fields of a body, that flags say. */
export async function filtersFrom(
  { api, now }: { readonly api: Api; readonly now: Date },
  facts: NounFacts,
  flags: Flags,
): Promise<Record<string, string>> {
  const scope = scopeOf(flags);
  const query: Record<string, string> = {};
  if (scope !== undefined) query["project"] = scope;
  for (const filter of ownFilters(facts)) {
    const given = flags[keyOf(flagOf(filter))];
    if (typeof given !== "string") continue;
    query[filter.name] = await valueOf(filter, given, { api, now, scope });
  }
  return query;
}

interface At {
  readonly api: Api;
  readonly now: Date;
  readonly scope: string | undefined;
}

async function valueOf(filter: FilterFacts, given: string, { api, now, scope }: At): Promise<string> {
  if (filter.refersTo !== undefined)
    return await findId(api, nounNamed(filter.refersTo), { text: given, project: scope });
  if (filter.kind !== "from" && filter.kind !== "before" && filter.kind !== "unused") return given;
  return instantFrom(given, { now, isAhead: isAhead(filter.name), flag: flagOf(filter) });
}

/** An instant as it is, a duration counted from now. */
function instantFrom(
  text: string,
  { now, isAhead: isLater, flag }: { readonly now: Date; readonly isAhead: boolean; readonly flag: string },
): string {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  const seconds = parseDuration(text);
  if (seconds === undefined) {
    throw failure(
      "usage",
      `--${flag} must be an instant such as 2030-01-31T12:00:00Z, or a duration such as 30d`,
    );
  }
  return new Date(now.getTime() + (isLater ? 1000 : -1000) * seconds).toISOString();
}
