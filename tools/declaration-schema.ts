import * as z from "zod";
import { declarables, declaredSchemas } from "../server/contract/declared.ts";
import { nouns } from "../server/contract/nouns/all.ts";

const object = { $ref: "#/definitions/object" };

/**
 * `docs/declaration.schema.json`: what editors complete and check declaration files with. Of draft 7, which all of them
 * know; each document of a file is an object, a list of objects, or empty.
 */
export function declarationSchema(): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Objects that a declaration of Jeton declares",
    anyOf: [object, { type: "array", items: object }, { type: "null" }],
    definitions: {
      object: { oneOf: declarables.map((kind) => ({ $ref: `#/definitions/${kind}` })) },
      ...Object.fromEntries(declarables.map((kind) => [kind, definitionOf(kind)])),
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function definitionOf(kind: (typeof declarables)[number]): object {
  const schema = z.toJSONSchema(declaredSchemas[kind], {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
  });
  const { $schema: _, properties, ...rest } = schema;
  // The kind first, as it is written.
  const { kind: first, ...others } = properties ?? {};
  const groups = nouns[kind].exactlyOneOf.map((names) => ({
    anyOf: names.map((name) => ({ required: [name] })),
  }));
  return { ...rest, properties: { kind: first, ...others }, ...(groups.length > 0 && { allOf: groups }) };
}
