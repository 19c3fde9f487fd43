import * as z from "zod";
import type {
  FieldFacts,
  FilterFacts,
  NounFacts,
  PartFacts,
  ValueFacts,
  Verb,
} from "../server/cli/noun-facts.ts";
import { type Field, isRequired } from "../server/contract/field.ts";
import type { Filter } from "../server/contract/filter.ts";
import type { AnyNoun } from "../server/contract/noun.ts";
import { nouns, records } from "../server/contract/nouns/all.ts";
import { routes } from "../server/contract/routes.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

const everyNoun: readonly AnyNoun[] = [...Object.values(nouns), ...Object.values(records)];
const verbs: readonly Verb[] = ["create", "list", "get", "update", "delete"];

/** `server/cli/nouns.gen.ts`: the contract's nouns as plain data. */
export function cliNouns(): string {
  const facts = everyNoun.map(factsOf);
  return [
    "// Generated from server/contract by `npm run generate`.",
    'import type { NounFacts } from "./noun-facts.ts";',
    "",
    "/** Every noun, in the contract's order. */",
    `export const nounFacts: readonly NounFacts[] = ${JSON.stringify(facts, null, 1)};`,
    "",
  ].join("\n");
}

function factsOf(noun: AnyNoun): NounFacts {
  const { name, title, idPrefix, reference, description, exactlyOneOf, atMostOneOf } = noun;
  return {
    name,
    title,
    idPrefix,
    reference,
    description,
    verbs: verbs.filter((verb) => `${name}.${verb}` in routes),
    fields: Object.entries(noun.fields).map(([field, facts]) => fieldFacts(field, facts)),
    exactlyOneOf,
    atMostOneOf,
    filters: Object.entries(noun.filters).map(([filter, facts]) => filterFacts(noun, filter, facts)),
    orders: noun.orders,
  };
}

function fieldFacts(name: string, field: Field): FieldFacts {
  return {
    name,
    description: field.description,
    access: field.access,
    required: isRequired(field),
    value: valueFacts(jsonSchema(field.schema)),
    ...(field.default !== undefined && { default: field.default }),
    ...referredTo(name),
  };
}

function filterFacts(
  noun: AnyNoun,
  name: string,
  { kind, description, fields: [field = ""] }: Filter,
): FilterFacts {
  const schema = noun.fields[field]?.schema;
  const value = kind === "state" && schema ? valueFacts(jsonSchema(schema)) : undefined;
  const choices = value?.kind === "choice" ? { choices: value.choices } : {};
  return { name, kind, description, ...choices, ...referredTo(name) };
}

/** `role_id` names a role; `client_id` names nothing of ours. */
function referredTo(name: string): { refersTo?: string } {
  const refersTo = name.replace(/_id$/, "");
  return refersTo !== name && everyNoun.some((noun) => noun.name === refersTo) ? { refersTo } : {};
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}

/** What is null besides is left out: how null is written is the same for all. */
function valueFacts(given: JsonSchema): ValueFacts {
  const schema = (given.anyOf?.find((one) => one.type !== "null") ?? given) as JsonSchema;
  if (schema.enum) return { kind: "choice", choices: schema.enum.map(String) };
  if (schema.type === "boolean") return { kind: "flag" };
  if (schema.type === "integer" || schema.type === "number") return { kind: "number" };
  if (schema.type === "array") return listFacts(schema.items as JsonSchema);
  if (schema.type === "object") return objectFacts(schema);
  return { kind: "text", ...(schema.format !== undefined && { format: schema.format }) };
}

function listFacts(item: JsonSchema): ValueFacts {
  if (item.type === "object") return { kind: "objects", parts: partsOf(item) };
  return { kind: "texts", ...(item.enum && { choices: item.enum.map(String) }) };
}

function objectFacts(schema: JsonSchema): ValueFacts {
  if (schema.properties) return { kind: "object", parts: partsOf(schema) };
  const values = schema.additionalProperties as JsonSchema | undefined;
  return { kind: values?.type === "array" ? "lists" : "map" };
}

function partsOf({ properties = {}, required = [] }: JsonSchema): readonly PartFacts[] {
  return Object.entries(properties).map(([name, part]) => {
    const schema = part as JsonSchema;
    return {
      name,
      description: schema.description ?? "",
      required: required.includes(name),
      value: valueFacts(schema),
    };
  });
}
