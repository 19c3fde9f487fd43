import type { AnyNoun } from "../../server/contract/noun.ts";
import { type NounName, nouns } from "../../server/contract/nouns/all.ts";
import type { ListResource } from "../framework/list-resource.ts";
import type { Connect } from "./connect.ts";
import { diagnose } from "./diagnose.ts";
import { filterAttributes, filterQuery } from "./filters.ts";
import { listed } from "./listing.ts";
import { objectsOf } from "./objects.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The list of `jeton_NOUN`, for `terraform query`: what the caller sees of the noun, page after page. */
export function listResourceOf(name: NounName): ListResource<Connect> {
  const noun: AnyNoun = nouns[name];
  const typeName = `jeton_${name}`;
  const attributes = filterAttributes(noun);
  const objects = objectsOf(noun);
  return {
    typeName,
    schema: { version: 0, description: `Finds what there is. ${noun.description}`, attributes },

    async *list(config, { client: connect, signal, limit }) {
      const filters = filterQuery(noun, config as Fields);
      for await (const result of listed(objects, connect(signal), { filters, limit })) {
        if (result.type === "ok") {
          yield { state: result.value, displayName: displayName(result.value) };
        } else {
          const attempted = { doing: `list what there is of ${noun.title}s`, typeName, attributes };
          yield { diagnostics: diagnose(result.problem, attempted) };
        }
      }
    },
  };
}

/** As people say it: where it is and what it is called. */
function displayName({ project, name, email, id }: Fields): string {
  const called = [name, email, id].find((one) => typeof one === "string");
  return [project, called].filter((part) => typeof part === "string").join("/");
}
