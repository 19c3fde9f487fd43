import { nouns } from "../../server/contract/nouns/all.ts";
import { routes } from "../../server/contract/routes.ts";
import type { DataSource } from "../framework/data-source.ts";
import type { Connect } from "../from-contract/connect.ts";
import { type ListedNoun, listDataSourceOf } from "../from-contract/list-data-source.ts";

/** Of every noun that the server lists, what there is of it. */
export const lists: readonly DataSource<Connect>[] = Object.keys(nouns)
  .filter((name): name is ListedNoun => Object.hasOwn(routes, `${name}.list`))
  .map(listDataSourceOf);
