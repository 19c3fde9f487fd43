import {
  type GraphQLFieldConfig,
  GraphQLID,
  GraphQLInterfaceType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
} from "graphql";
import * as z from "zod";
import { operations } from "../../contract/operations.ts";
import { shownSchema } from "../../contract/schemas.ts";
import { SYSTEM } from "../../contract/text.ts";
import { createLists, filtersOf, type ListField } from "./lists.ts";
import type { LookUps, Shown } from "./look-ups.ts";
import { type Readable, readableByName, readableOf, readables } from "./readable.ts";
import { createTypes, type FieldsOf, type JsonSchema } from "./types.ts";

type LookUpField = GraphQLFieldConfig<Shown, LookUps>;

/**
 * The schema, made from the contract's tables: a type for each noun with the fields that its replies show, what its fields
 * refer to, and what refers to it. A noun that is new there is here by itself.
 */
export function createSchema(): GraphQLSchema {
  const node = new GraphQLInterfaceType({
    name: "Node",
    description: "What has an id by which it is found again.",
    fields: { id: { type: new GraphQLNonNull(GraphQLID) } },
    resolveType: ({ id }: Shown) => readableOf(String(id))?.typeName,
  });
  const byTypeName = new Map(readables.map((readable) => [readable.typeName, readable]));
  const types = createTypes({
    besides: (typeName, properties) => {
      const own = byTypeName.get(typeName);
      return besides({ properties, own, typeOf, list });
    },
    interfacesOf: (typeName) => (byTypeName.get(typeName)?.get ? [node] : []),
  });
  const typeOf = (readable: Readable): GraphQLObjectType => {
    const type = types.output(jsonSchema(shownSchema(readable.noun)), readable.typeName);
    if (type instanceof GraphQLNonNull && type.ofType instanceof GraphQLObjectType) return type.ofType;
    throw new Error(`a ${readable.noun.title} is no object`);
  };
  const list = createLists(types, typeOf);
  const whoami: LookUpField = {
    type: types.output(jsonSchema(operations.whoami.reply), "Whoami"),
    description: "Who the caller is and what it may do.",
    extensions: { asks: "object" },
    resolve: (_source, _args, lookUps) => lookUps.whoami(),
  };
  const query = new GraphQLObjectType({
    name: "Query",
    description: "What the caller may read: what it may not see is null, as if it were not there.",
    fields: { whoami, node: nodeField(node), ...rootFields(typeOf, list) },
  });
  return new GraphQLSchema({ query, types: readables.map(typeOf) });
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "output", unrepresentable: "any" }) as JsonSchema;
}

const byId = { id: { type: new GraphQLNonNull(GraphQLID), description: "An id, or a reference." } };

function nodeField(node: GraphQLInterfaceType): LookUpField {
  return {
    type: node,
    description: "The object with an id, whatever it is.",
    args: { id: { type: new GraphQLNonNull(GraphQLID) } },
    extensions: { asks: "object" },
    resolve: (_source, { id }: { readonly id: string }, lookUps) => {
      const readable = readableOf(id);
      return readable ? lookUps.object(readable, id) : null;
    },
  };
}

function rootFields(typeOf: (readable: Readable) => GraphQLObjectType, list: ListField): FieldsOf {
  const fields = readables.flatMap((readable) => {
    const { noun, get, plural } = readable;
    const one: LookUpField = {
      type: typeOf(readable),
      description: noun.description,
      args: byId,
      extensions: { asks: "object" },
      resolve: (_source, { id }: { readonly id: string }, lookUps) => lookUps.object(readable, id),
    };
    return [...(get ? [[noun.name, one] as const] : []), [plural, list(readable)] as const];
  });
  return Object.fromEntries(fields);
}

/** What an object refers to and what refers to it: an `x_id` to an `x`, and of each noun the lists it narrows. */
function besides({
  properties,
  own,
  typeOf,
  list,
}: {
  readonly properties: readonly string[];
  readonly own: Readable | undefined;
  readonly typeOf: (readable: Readable) => GraphQLObjectType;
  readonly list: ListField;
}): FieldsOf {
  const references = properties.flatMap((property) => {
    const name = property.replace(/_id$/, "");
    const readable = name === property ? undefined : readableByName.get(name);
    return readable?.get ? [[name, referenceField(readable, property, typeOf)] as const] : [];
  });
  const project = readableByName.get("project");
  const isPlaced = own !== undefined && properties.includes("project");
  const made = [
    ...references,
    ...(isPlaced && project ? [["in_project", placeField(project, typeOf)] as const] : []),
    ...(own ? narrowedBy(own, list) : []),
  ];
  // What has a value of that name already keeps it.
  return Object.fromEntries(made.filter(([name]) => !properties.includes(name)));
}

function referenceField(
  readable: Readable,
  property: string,
  typeOf: (readable: Readable) => GraphQLObjectType,
): LookUpField {
  return {
    type: typeOf(readable),
    description: `What \`${property}\` names; null as well where the caller does not see it.`,
    extensions: { asks: "object" },
    resolve: ({ [property]: id }, _args, lookUps) =>
      typeof id === "string" ? lookUps.object(readable, id) : null,
  };
}

function placeField(project: Readable, typeOf: (readable: Readable) => GraphQLObjectType): LookUpField {
  return {
    type: typeOf(project),
    description: "The project that `project` names; null for the system.",
    extensions: { asks: "object" },
    resolve: ({ project: name }, _args, lookUps) =>
      typeof name === "string" && name !== SYSTEM ? lookUps.object(project, name) : null,
  };
}

/** The lists that can be narrowed to what belongs to an object of that noun. */
function narrowedBy({ noun }: Readable, list: ListField): (readonly [string, LookUpField])[] {
  return readables.flatMap((other) => {
    const filter = noun.name === "project" ? "project" : `${noun.name}_id`;
    if (!filtersOf(other).some(({ name }) => name === filter)) return [];
    const value = ({ id, name }: Shown): unknown => (filter === "project" ? name : id);
    return [[other.plural, list(other, { filter, value })] as const];
  });
}
