import type { AnyNoun } from "../../contract/noun.ts";
import { nouns, records } from "../../contract/nouns/all.ts";
import { type Route, routes } from "../../contract/routes.ts";
import type { ReadOperation } from "../../domain/caller.ts";

/** A noun that can be looked up, and what it is called in GraphQL. */
export interface Readable {
  readonly noun: AnyNoun;
  /** `ServiceAccount`. */
  readonly typeName: string;
  /** As in the path of its list: `service_accounts`. */
  readonly plural: string;
  readonly list: ListOperation;
  /** Absent for what has no look at one alone. */
  readonly get: GetOperation | undefined;
}

export type ListOperation = Extract<ReadOperation, `${string}.list`>;
export type GetOperation = Extract<ReadOperation, `${string}.get`>;

/** Every noun of the contract, in its order. */
export const readables: readonly Readable[] = Object.values<AnyNoun>({ ...nouns, ...records }).map((noun) => {
  // Each noun of the table has a list, which tables.test.ts holds; not each has a look at one.
  const list = `${noun.name}.list` as ListOperation;
  const get = `${noun.name}.get`;
  const { path }: Route = routes[list];
  return {
    noun,
    typeName: typeNameOf(noun.name),
    plural: path.replace("/v1/", "").replaceAll("-", "_"),
    list,
    get: get in routes ? (get as GetOperation) : undefined,
  };
});

export const readableByName: ReadonlyMap<string, Readable> = new Map(
  readables.map((readable) => [readable.noun.name, readable]),
);

/** The noun whose objects have ids that begin so. */
export function readableOf(id: string): Readable | undefined {
  const prefix = id.slice(0, id.lastIndexOf("_"));
  return readables.find(({ noun }) => noun.idPrefix === prefix);
}

/** `service_account` is `ServiceAccount`. */
export function typeNameOf(words: string): string {
  return words.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());
}
