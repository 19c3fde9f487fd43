import { type NounName, nouns } from "../../server/contract/nouns/all.ts";
import { routes } from "../../server/contract/routes.ts";
import type { ListResource } from "../framework/list-resource.ts";
import type { Connect } from "../from-contract/connect.ts";
import { listResourceOf } from "../from-contract/list-resource.ts";

/** Every noun that the server lists: `terraform query` finds them all. */
export const listResources: readonly ListResource<Connect>[] = Object.keys(nouns)
  .filter((name): name is NounName => Object.hasOwn(routes, `${name}.list`))
  .map(listResourceOf);
