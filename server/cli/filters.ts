import { type Command, Option } from "commander";
import { parseDuration, parseInstant } from "../contract/duration.ts";
import type { Api } from "./api.ts";
import { failure } from "./failure.ts";
import { findId } from "./find.ts";
import type { FieldFacts, FilterFacts, NounFacts } from "./noun-facts.ts";
import { nameField, nounNamed } from "./nouns.ts";
import { scopeOf, type ScopeFlags, withScope } from "./scope.ts";
import { isList } from "./values.ts";

/** What every command has, and no field may take. */
const COMMON: ReadonlySet<string> = new Set([
  "context",
  "url",
  "timeout",
  "output",
  "color",
  "yes",
  "file",
  "help",
]);

/** `--role` for `role_id`, `--label` for `labels`, and `--webhook-url` for the `url` of a webhook. */
export function flagOf(
  { name, refersTo, value }: Pick<FilterFacts, "name" | "refersTo"> & Partial<Pick<FieldFacts, "value">>,
  facts: Pick<NounFacts, "name">,
): string {
  const isMany = value !== undefined && isList(value);
  const flag = (refersTo ?? (isMany ? name.replace(/s$/, "") : name)).replaceAll("_", "-");
  return COMMON.has(flag) ? `${facts.name.replaceAll("_", "-")}-${flag}` : flag;
}

/** What commander calls the value of a flag. */
export function keyOf(flag: string): string {
  return flag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The noun's filters as flags; its name and its project have words of their own. */
export function withFilters(command: Command, facts: NounFacts): Command {
  scopeFilter(command, facts);
  for (const filter of ownFilters(facts)) {
    const option = new Option(`--${flagOf(filter, facts)} <${placeholder(filter)}>`, describe(filter));
    if (filter.choices) option.choices(filter.choices);
    if (filter.kind === "flag") option.choices(["true", "false"]);
    command.addOption(option);
  }
  return command;
}

/** Where objects are looked for, as far as they have a project. */
export function scopeFilter(command: Command, facts: NounFacts): Command {
  const isScoped = facts.filters.some(({ name }) => name === "project");
  return isScoped ? withScope(command, "Only those") : command;
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
    const given = flags[keyOf(flagOf(filter, facts))];
    if (typeof given !== "string") continue;
    query[filter.name] = await valueOf(filter, given, { api, now, scope, facts });
  }
  return query;
}

interface At {
  readonly api: Api;
  readonly now: Date;
  readonly scope: string | undefined;
  readonly facts: NounFacts;
}

async function valueOf(filter: FilterFacts, given: string, { api, now, scope, facts }: At): Promise<string> {
  if (filter.refersTo !== undefined)
    return await findId(api, nounNamed(filter.refersTo), { text: given, project: scope });
  if (filter.kind !== "from" && filter.kind !== "before" && filter.kind !== "unused") return given;
  return instantFrom(given, { now, isAhead: isAhead(filter.name), flag: flagOf(filter, facts) });
}

/** An instant as it is, a duration counted from now. */
export function instantFrom(
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
