import { parseReference } from "../contract/reference.ts";
import type { Api } from "./api.ts";
import { failure } from "./failure.ts";
import type { NounFacts } from "./noun-facts.ts";
import { nameField, operationOf, plural, singular, titles } from "./nouns.ts";
import type { Item } from "./output.ts";

/** Where a name is looked for: a filter of the noun's list, as far as it is known. */
export type Where = Readonly<Record<string, string>>;

/**
 * The object that a text names: by its id, a reference, or a name that only one has.
 * @throws Failure `not_found`; `error` with the ids where several have the name
 */
export async function findObject(
  api: Api,
  facts: NounFacts,
  { text, where = {} }: { readonly text: string; readonly where?: Where },
): Promise<Item> {
  const reference = parseReference(facts, text);
  if (reference !== undefined && reference.by !== "id" && isUnsure(facts, where)) {
    const named = await byName(api, facts, { text, where });
    if (named.length > 0) return onlyOne(facts, text, named);
  }
  if (reference !== undefined) return await api.call(operationOf(facts, "get"), { id: text });
  if (nameField(facts) === undefined) {
    throw failure(
      "usage",
      `a ${facts.title} is named by its id (\`${facts.idPrefix}_...\`), and \`${text}\` is none`,
    );
  }
  return onlyOne(facts, text, await byName(api, facts, { text, where }));
}

/** A token's name may look like a reference; where its owner or project is said, it is a name first. */
function isUnsure({ reference }: NounFacts, where: Where): boolean {
  return reference === "OWNER/NAME" && Object.keys(where).length > 0;
}

/** As many as are worth listing. */
const MOST_LISTED = 50;

async function byName(
  api: Api,
  facts: NounFacts,
  { text, where }: { readonly text: string; readonly where: Where },
): Promise<readonly Item[]> {
  const known = facts.filters.map(({ name }) => name);
  const narrowed = Object.fromEntries(Object.entries(where).filter(([name]) => known.includes(name)));
  return await api.list(operationOf(facts, "list"), { ...narrowed, name: text }, MOST_LISTED);
}

function onlyOne(facts: NounFacts, text: string, found: readonly Item[]): Item {
  const [first, ...others] = found;
  if (first === undefined) {
    throw failure(
      "not_found",
      `there is no ${facts.title} \`${text}\` here, or you do not see it`,
      `see \`jeton get ${plural(facts)}\`; --project or --system says where to look`,
    );
  }
  if (others.length === 0) return first;
  const lines = found.map((item) => `\n  ${String(item["id"])}  ${whereabouts(item)}`);
  throw failure(
    "error",
    `${String(found.length)} ${titles(facts)} are named \`${text}\`:${lines.join("")}`,
    "say which by its id",
  );
}

function whereabouts(item: Item): string {
  const owner = ["service_account_id", "user_id", "role_id"]
    .map((field) => item[field])
    .find((id) => typeof id === "string");
  const state = typeof item["state"] === "string" ? `, ${item["state"]}` : "";
  const project = typeof item["project"] === "string" ? item["project"] : "system";
  return `in ${project}${owner === undefined ? "" : ` of ${String(owner)}`}${state}`;
}

/**
 * The id of what a flag names, for a request: where several in all projects have a bare name, the one of the project at hand
 * or of one above it.
 */
export async function findId(
  api: Api,
  facts: NounFacts,
  { text, project }: { readonly text: string; readonly project?: string | undefined },
): Promise<string> {
  const isBare = facts.reference === "PROJECT/NAME" && parseReference(facts, text) === undefined;
  if (!isBare) return String((await findObject(api, facts, { text }))["id"]);
  const found = await byName(api, facts, { text, where: {} });
  const near =
    project === undefined ? found : found.filter((item) => isAtOrAbove(String(item["project"]), project));
  return String(onlyOne(facts, text, found.length > 1 ? near : found)["id"]);
}

/** Whether a scope is a project's own or one it lies in. */
function isAtOrAbove(scope: string, project: string): boolean {
  return scope === "system" || scope === project || project.startsWith(`${scope}.`);
}

/** `token/ci`: what a message calls an object. */
export function calledBy(facts: NounFacts, item: Item): string {
  const field = nameField(facts);
  const name = field === undefined ? undefined : item[field];
  return `${singular(facts)}/${String(name ?? item["id"])}`;
}
