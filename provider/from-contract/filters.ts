import { filterParameters } from "../../server/contract/filter-schemas.ts";
import type { AnyNoun } from "../../server/contract/noun.ts";
import type { Attribute, Attributes } from "../framework/attribute.ts";
import { kindOf } from "./kind.ts";

/** What a list of a noun can be narrowed by, as attributes; a flag is a bool. */
export function filterAttributes(noun: AnyNoun): Attributes {
  const schemas = filterParameters(noun);
  return Object.fromEntries(
    Object.entries(noun.filters).flatMap(([name, { kind, description }]): [string, Attribute][] => {
      const schema = schemas[name];
      if (schema === undefined) return [];
      const value = kind === "flag" ? { type: "bool" as const } : kindOf(schema, "input");
      return [[name, { ...value, description, optional: true }]];
    }),
  );
}

/** The query of what is configured of them. */
export function filterQuery(
  { filters }: AnyNoun,
  config: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const set = Object.keys(filters).filter((name) => (config[name] ?? null) !== null);
  return Object.fromEntries(set.map((name) => [name, String(config[name])]));
}
