import { type OperationId, type Route, routes } from "../../../server/contract/routes.ts";
import { type Answered, answeredBy, asking, everythingOf, type Json, withoutVolatile } from "../graphql.ts";
import type { OperationWorld } from "../operation-world.ts";
import type { Caller } from "./callers.ts";

/** In what GraphQL shows somebody another thing of a noun than REST does, in words: of its list, and of some objects. */
export async function differences(
  world: OperationWorld,
  noun: string,
  { caller, ids }: { readonly caller: Caller; readonly ids: readonly string[] },
): Promise<readonly string[]> {
  const list = await listDifference(world, noun, caller);
  const looks = ids.length > 0 ? await lookDifferences(world, noun, { caller, ids }) : [];
  return [...list, ...looks].map((what) => `the ${caller.kind}: ${what}`);
}

async function listDifference(
  world: OperationWorld,
  noun: string,
  { token }: Caller,
): Promise<readonly string[]> {
  const { path }: Route = routes[`${noun}.list` as OperationId];
  const rest = await world.send({ path: `${path}?page_size=100`, token });
  const plural = path.replace("/v1/", "").replaceAll("-", "_");
  const query = `{ ${plural}(first: 100) { nodes ${everythingOf(noun)} pageInfo { hasNextPage } } }`;
  const answered = answeredBy(await world.send({ ...asking(query), token }));
  if (rest.status !== 200)
    return codeIs(answered, rest.problem().code) ? [] : [`${plural}: ${told(answered)}`];
  const { items, next_page_token: next } = rest.json() as { items: Json[]; next_page_token: string | null };
  const expected = {
    [plural]: {
      nodes: items.map((item) => withoutVolatile(noun, item)),
      pageInfo: { hasNextPage: next !== null },
    },
  };
  return same(answered.data, expected) ? [] : [`${plural}: ${told(answered)}`];
}

async function lookDifferences(
  world: OperationWorld,
  noun: string,
  { caller: { token }, ids }: { readonly caller: Caller; readonly ids: readonly string[] },
): Promise<readonly string[]> {
  const { path }: Route = routes[`${noun}.get` as OperationId];
  const looks = ids.map((id, index) => `_${String(index)}: ${noun}(id: "${id}") ${everythingOf(noun)}`);
  const answered = answeredBy(await world.send({ ...asking(`{ ${looks.join(" ")} }`), token }));
  const found = await Promise.all(
    ids.map(async (id, index) => {
      const rest = await world.send({ path: path.replace("{id}", id), token });
      const name = `_${String(index)}`;
      const shown = answered.data?.[name];
      const errors = answered.errors?.filter((error) => error.path?.[0] === name) ?? [];
      const codes = errors.map(({ extensions }) => extensions.code);
      if (rest.status === 200) return same(shown, withoutVolatile(noun, rest.json())) && codes.length === 0;
      const expected = rest.status === 404 ? [] : [rest.problem().code];
      return shown === null && same(codes, expected);
    }),
  );
  return found.every(Boolean) ? [] : [`${noun}: ${told(answered)}`];
}

function codeIs({ data, errors }: Answered, code: string): boolean {
  return (data ?? null) === null && errors?.length === 1 && errors[0]?.extensions.code === code;
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

function told(answered: Answered): string {
  return JSON.stringify(answered).slice(0, 600);
}
