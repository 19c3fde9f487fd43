import type { Api } from "./api.ts";
import { type Column, columnsOf } from "./columns.ts";
import type { NounFacts } from "./noun-facts.ts";
import { nounFacts } from "./nouns.gen.ts";
import { nameField, operationOf, titles } from "./nouns.ts";
import { type Format, isData, type Item, printData } from "./output.ts";
import { textTable } from "./table.ts";
import type { Terminal } from "./terminal.ts";

interface Listing {
  readonly terminal: Terminal;
  readonly api: Api;
  readonly format: Format;
  readonly now: Date;
}

/** Prints objects of a noun: a table, ids, or what the API answered. */
export async function printItems(facts: NounFacts, items: readonly Item[], listing: Listing): Promise<void> {
  const { terminal, format } = listing;
  if (isData(format)) {
    await printData(terminal, format, items);
    return;
  }
  if (format === "name") {
    terminal.out(items.map(({ id }) => `${String(id)}\n`).join(""));
    return;
  }
  if (items.length === 0) {
    terminal.err(`No ${titles(facts)} found.\n`);
    return;
  }
  const shown = columnsOf(facts.name, items, format === "wide");
  const nameOf = await namesOf(listing.api, items, shown);
  const lines = items.map((item) => shown.map(({ cell }) => cell(item, { now: listing.now, nameOf })));
  terminal.out(textTable([shown.map(({ title }) => title), ...lines]));
}

/** How many objects are asked for one by one; of more all of their noun are. */
const MOST_ONE_BY_ONE = 40;
const AT_ONCE = 8;

/** What people call the objects that columns name by id; an id stays where the caller does not see what it is of. */
export async function namesOf(
  api: Api,
  items: readonly Item[],
  shown: readonly Pick<Column, "names">[],
): Promise<(id: string) => string> {
  const fields = shown.flatMap(({ names = [] }) => names);
  const ids = new Set(
    items.flatMap((item) => fields.map((field) => item[field])).filter((id) => typeof id === "string"),
  );
  const names = new Map<string, string>();
  for (const facts of nounFacts) {
    const own = [...ids].filter((id) => id.startsWith(`${facts.idPrefix}_`));
    if (own.length === 0 || !facts.verbs.includes("get") || nameField(facts) === undefined) continue;
    for (const item of await lookedUp(api, facts, own)) names.set(String(item["id"]), nameIn(facts, item));
  }
  return (id) => names.get(id) ?? id;
}

async function lookedUp(api: Api, facts: NounFacts, ids: readonly string[]): Promise<readonly Item[]> {
  if (ids.length > MOST_ONE_BY_ONE) return await api.list(operationOf(facts, "list"), {}).catch(() => []);
  const found: Item[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const asked = ids.slice(start, start + AT_ONCE).map((id) => api.ask(operationOf(facts, "get"), { id }));
    found.push(...(await Promise.all(asked)).filter((answer) => !("refused" in answer)));
  }
  return found;
}

/** A role by its name, as in Kargo's tables; what has a project, by both. */
function nameIn(facts: NounFacts, item: Item): string {
  const name = String(item[nameField(facts) ?? "id"]);
  const { project } = item;
  const isQualified = facts.reference === "PROJECT/NAME" && facts.name !== "role";
  return isQualified && typeof project === "string" ? `${project}/${name}` : name;
}
