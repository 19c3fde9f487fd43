import * as z from "zod";

/** The words a field's schema has to choose from, at a path of members within it; empty where it takes other values too. */
export function choicesAt(schema: z.ZodType, path: readonly string[]): readonly string[] {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return wordsOf(path.reduce<JsonSchema | undefined>(member, json));
}

type JsonSchema = z.core.JSONSchema._JSONSchema;

function member(schema: JsonSchema | undefined, name: string): JsonSchema | undefined {
  return alternatives(schema)
    .flatMap(({ properties, items }) => [properties, itemProperties(items)])
    .find((members) => members?.[name] !== undefined)?.[name];
}

type Members = z.core.JSONSchema.JSONSchema["properties"];

function itemProperties(items: z.core.JSONSchema.JSONSchema["items"]): Members {
  return typeof items === "object" && !Array.isArray(items) ? items.properties : undefined;
}

/** A field that may be absent is its schema or null. */
function alternatives(schema: JsonSchema | undefined): readonly z.core.JSONSchema.JSONSchema[] {
  if (typeof schema !== "object") return [];
  return (schema.anyOf ?? [schema]).filter(
    (one): one is z.core.JSONSchema.JSONSchema => typeof one === "object" && one.type !== "null",
  );
}

function wordsOf(schema: JsonSchema | undefined): readonly string[] {
  const words = alternatives(schema).flatMap(({ enum: values = [], items }) =>
    values.length > 0 ? values : typeof items === "object" && !Array.isArray(items) ? (items.enum ?? []) : [],
  );
  return words.filter((word) => typeof word === "string");
}
