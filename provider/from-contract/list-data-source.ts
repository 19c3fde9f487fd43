import type { AnyNoun } from "../../server/contract/noun.ts";
import { type NounName, nouns } from "../../server/contract/nouns/all.ts";
import { routes } from "../../server/contract/routes.ts";
import type { Attribute, Attributes } from "../framework/attribute.ts";
import type { DataSource } from "../framework/data-source.ts";
import { error } from "../framework/diagnostic.ts";
import type { Value } from "../framework/value.ts";
import { shownAttributes } from "./attributes.ts";
import type { Connect } from "./connect.ts";
import { diagnose } from "./diagnose.ts";
import { filterAttributes, filterQuery } from "./filters.ts";
import { listed } from "./listing.ts";
import { objectsOf } from "./objects.ts";

type Fields = Readonly<Record<string, unknown>>;

const USUAL_LIMIT = 1_000;
/** Beyond it the answer is more than Terraform takes well. */
const LARGEST_LIMIT = 10_000;

const limitAttribute: Attribute = {
  type: "number",
  description: `How many there may be at most, up to ${String(LARGEST_LIMIT)}; ${String(USUAL_LIMIT)} by default. More of them are an error, since a part would pass for the whole.`,
  optional: true,
  validate: limitComplaint,
};

export type ListedNoun = { [K in NounName]: `${K}.list` extends keyof typeof routes ? K : never }[NounName];

/** The data source of what there is of a noun, named as the server's path is: `jeton_service_accounts`. */
export function listDataSourceOf(name: ListedNoun): DataSource<Connect> {
  const noun: AnyNoun = nouns[name];
  const plural = collectionOf(name);
  const typeName = `jeton_${plural}`;
  const attributes: Attributes = {
    ...filterAttributes(noun),
    limit: limitAttribute,
    [plural]: {
      type: { nesting: "list", attributes: shownAttributes(noun, []) },
      description: "Those that the provider's token may see, all of them, in the server's order.",
      computed: true,
    },
  };
  const doing = `list the ${plural.replaceAll("_", " ")}`;
  const objects = objectsOf(noun);
  return {
    typeName,
    schema: { version: 0, description: `Finds what there is. ${noun.description}`, attributes },

    async read(config, { client: connect, signal }) {
      const asked = config as Fields;
      const limit = typeof asked["limit"] === "number" ? asked["limit"] : USUAL_LIMIT;
      const search = { filters: filterQuery(noun, asked), limit: limit + 1 };
      const found: Fields[] = [];
      for await (const result of listed(objects, connect(signal), search)) {
        if (result.type === "problem") {
          return { diagnostics: diagnose(result.problem, { doing, typeName, attributes }) };
        }
        found.push(result.value);
        if (found.length > limit) return { diagnostics: [tooMany(typeName, limit)] };
      }
      return { state: { [plural]: found } };
    },
  };
}

/** As in `/v1/service-accounts`. */
function collectionOf(name: ListedNoun): string {
  return routes[`${name}.list`].path.replace("/v1/", "").replaceAll("-", "_");
}

function tooMany(typeName: string, limit: number) {
  return error(
    "More than the limit",
    `There are more than ${String(limit)} of ${typeName} that this configuration asks for. Narrow it by its filters, or raise \`limit\`.`,
    [{ attribute: "limit" }],
  );
}

function limitComplaint(value: Value): string | undefined {
  const isCount =
    typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= LARGEST_LIMIT;
  return isCount ? undefined : `Must be a whole number from 1 to ${String(LARGEST_LIMIT)}.`;
}
