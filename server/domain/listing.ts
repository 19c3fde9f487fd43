import type { AnyNoun, Shown } from "../contract/noun.ts";
import type { Page } from "../contract/operations.ts";
import type { ListQuery } from "../contract/schemas.ts";
import { SYSTEM } from "../contract/text.ts";
import type { Context } from "./context.ts";
import type { Asked } from "./list-filters.ts";
import { type AnyResource, mayDo, readerOf, type Resource } from "./resource.ts";
import type { Kinds, Where } from "./store.ts";

/** Of which the caller may read too few to fill its page. */
const ROWS_AT_ONCE = 200;

/** One page of what the caller may read, in the order of ids. */
export async function listFor<N extends AnyNoun, K extends keyof Kinds>(
  context: Context,
  resource: Resource<N, K>,
  query: ListQuery,
): Promise<Page<Shown<N>>> {
  const isNamed = resource.namedBy !== undefined && query[resource.namedBy] !== undefined;
  const asked = isNamed || resource.readableBelow === "always" ? resource : unreadableBelow(resource);
  const allOf = [await visibleOnly(context, asked), await resource.where(context, query)];
  // TypeScript does not see through the kind's type parameter that `allOf` is a part of every condition.
  const where = { allOf } as unknown as Where<Kinds[K]>;
  const found: Kinds[K][] = [];
  let after = query.page_token;
  let exhausted = false;
  while (!exhausted && found.length <= query.page_size) {
    // Where the caller may read few of many rows, a short page must not take a query for each.
    const limit =
      after === query.page_token ? query.page_size + 1 : Math.max(query.page_size + 1, ROWS_AT_ONCE);
    const rows = await readerOf(context, resource.kind).list(where, { after, limit });
    exhausted = rows.length < limit;
    after = rows.at(-1)?.id;
    const seen = await readable(context, asked, rows);
    found.push(...(await admitted(context, resource, { rows: seen, query })));
  }
  const page = found.slice(0, query.page_size);
  const items = await Promise.all(page.map((row) => resource.show(row, context)));
  return { items, next_page_token: found.length > page.length ? (page.at(-1)?.id ?? null) : null };
}

/** Of what is readable below only when it is named, a list that names nothing shows nothing there. */
function unreadableBelow<N extends AnyNoun, K extends keyof Kinds>(resource: Resource<N, K>): Resource<N, K> {
  const { readableBelow: _, ...rest } = resource;
  return rest;
}

/** The rows that a list's filters ask for, of those whose columns do not rule it out. */
export async function admitted<N extends AnyNoun, K extends keyof Kinds>(
  context: Context,
  { admits }: Resource<N, K>,
  { rows, query }: { rows: readonly Kinds[K][]; query: Asked },
): Promise<readonly Kinds[K][]> {
  if (!admits) return rows;
  const verdicts = await Promise.all(rows.map((row) => admits(context, row, query)));
  return rows.filter((_, index) => verdicts[index]);
}

/** So that a caller of one project does not walk through the rows of all others. */
export async function visibleOnly<N extends AnyNoun, K extends keyof Kinds>(
  { rights, rows }: Context,
  { scopeColumn, readableBelow }: Resource<N, K>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const byId = new Map(rights.grants.map(({ scope }) => [scope.id, scope]));
  if (byId.has(SYSTEM)) return {};
  if (scopeColumn === undefined) {
    const reachesSystem = readableBelow !== undefined || rights.subject.scope.id === SYSTEM;
    return reachesSystem ? {} : { id: [] };
  }
  const scopes = [...byId.values()];
  // What is below one that is itself below another is found with that one.
  const tops = scopes.filter(({ chain: [, ...above] }) => !above.some((id) => byId.has(id)));
  const below = await Promise.all(
    tops.map(({ name }) => rows.projects.list({ name: { startsWith: `${name}.` } })),
  );
  const above =
    readableBelow === "always" ? scopes.flatMap(({ chain }) => chain) : scopes.map(({ id }) => id);
  return {
    [scopeColumn]: [...new Set([...above, ...below.flat().map(({ id }) => id), rights.subject.scope.id])],
  };
}

async function readable<K extends keyof Kinds>(
  context: Context,
  resource: AnyResource<K>,
  rows: readonly Kinds[K][],
): Promise<readonly Kinds[K][]> {
  const scopes = await context.scopes.byIds(rows.map(resource.scopeId));
  return rows.filter((row) => {
    const scope = scopes.get(resource.scopeId(row));
    return (
      scope !== undefined &&
      mayDo(context, resource, { row, scope, permission: `${resource.noun.type}:read` })
    );
  });
}
