import type { AnyNoun, Shown } from "../contract/noun.ts";
import type { Page } from "../contract/operations.ts";
import type { ListQuery } from "../contract/schemas.ts";
import { SYSTEM } from "../contract/text.ts";
import type { Context } from "./context.ts";
import type { Asked } from "./list-filters.ts";
import { orderAsked, placeIn, rowsInOrder } from "./list-order.ts";
import { pageToken, placeOf } from "./page-token.ts";
import { type AnyResource, mayDo, readerOf, type Resource } from "./resource.ts";
import { type Grant, reachesOthers } from "./authorization/rights.ts";
import type { ProjectRow } from "./rows.ts";
import type { Kinds, Where } from "./store.ts";

/** Of which the caller may read too few to fill its page. */
const ROWS_AT_ONCE = 200;

/** Of projects, below each of which others are looked for: who has roles in a thousand needs no statement for each. */
const NAMES_AT_ONCE = 100;

/** One page of what the caller may read, in the order asked for. */
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
  const order = orderAsked(resource.noun, query);
  const begin = placeOf(query);
  let after = begin;
  let exhausted = false;
  while (!exhausted && found.length <= query.page_size) {
    // Where the caller may read few of many rows, a short page must not take a query for each.
    const limit = after === begin ? query.page_size + 1 : Math.max(query.page_size + 1, ROWS_AT_ONCE);
    const rows = await rowsInOrder(readerOf(context, resource.kind), where, { order, after, limit });
    exhausted = rows.length < limit;
    const last = rows.at(-1);
    after = last && placeIn(order, last);
    const seen = await readable(context, asked, rows);
    found.push(...(await admitted(context, resource, { rows: seen, query })));
  }
  const page = found.slice(0, query.page_size);
  const items = await Promise.all(page.map((row) => resource.show(row, context)));
  const last = found.length > page.length ? page.at(-1) : undefined;
  return { items, next_page_token: last ? pageToken(query, placeIn(order, last)) : null };
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

/**
 * So that a caller of one project, or with rights on its own alone, does not walk through the rows of all others: no row
 * that it may read is left out.
 */
export async function visibleOnly<N extends AnyNoun, K extends keyof Kinds>(
  context: Context,
  resource: Resource<N, K>,
): Promise<Where<Kinds[K]>> {
  const { rights } = context;
  const own = resource.ownWhere?.(context);
  // Of a grant that speaks of one's own alone nothing else can come.
  const grants = own ? rights.grants.filter(reachesOthers) : rights.grants;
  if (grants.some(({ scope }) => scope.id === SYSTEM)) return {};
  if (resource.scopeColumn === undefined) {
    if (resource.readableBelow !== undefined) return {};
    // Every row has an id; TypeScript does not see it through the kind's type parameter.
    return own ?? ({ id: [] } as unknown as Where<Kinds[K]>);
  }
  const places = await placesOf(context, grants, resource.readableBelow === "always");
  const ids = own ? places : [...places, rights.subject.scope.id];
  // The column is one of the kind's, and holds ids.
  const there = { [resource.scopeColumn]: ids } as unknown as Where<Kinds[K]>;
  return own ? ({ anyOf: [there, own] } as unknown as Where<Kinds[K]>) : there;
}

/** The ids of the places that grants reach, and of those above when what is there is read from below. */
async function placesOf(
  { rows }: Context,
  grants: readonly Grant[],
  andAbove: boolean,
): Promise<readonly string[]> {
  const byId = new Map(grants.map(({ scope }) => [scope.id, scope]));
  const scopes = [...byId.values()];
  // What is below one that is itself below another is found with that one.
  const tops = scopes.filter(({ chain: [, ...above] }) => !above.some((id) => byId.has(id)));
  const below: ProjectRow[] = [];
  for (let start = 0; start < tops.length; start += NAMES_AT_ONCE) {
    const some = tops.slice(start, start + NAMES_AT_ONCE);
    const anyOf = some.map(({ name }) => ({ name: { startsWith: `${name}.` } }));
    below.push(...(await rows.projects.list({ anyOf })));
  }
  const above = andAbove ? scopes.flatMap(({ chain }) => chain) : scopes.map(({ id }) => id);
  return [...new Set([...above, ...below.map(({ id }) => id)])];
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
