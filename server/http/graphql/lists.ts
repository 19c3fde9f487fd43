import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  GraphQLID,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from "graphql";
import * as z from "zod";
import { operations } from "../../contract/operations.ts";
import { invalidField } from "../../contract/problem.ts";
import type { ListedPage, LookUps, Shown } from "./look-ups.ts";
import { type ListOperation, type Readable, readables, typeNameOf } from "./readable.ts";
import { enumValues, type JsonSchema, scalarOf, type Types } from "./types.ts";

/** A list of a noun as a field; `fixed` gives filters that the object decides on which the list hangs. */
export type ListField = (
  readable: Readable,
  fixed?: { readonly filter: string; readonly value: (source: Shown) => unknown },
) => GraphQLFieldConfig<Shown, LookUps>;

/** Connections as Relay has them (https://relay.dev/graphql/connections.htm), forwards only as REST's pages are. */
export function createLists(types: Types, typeOf: (readable: Readable) => GraphQLObjectType): ListField {
  const connections = new Map<string, GraphQLObjectType>();
  const connectionOf = (readable: Readable): GraphQLObjectType => {
    const made = connections.get(readable.typeName) ?? connection(readable, typeOf(readable));
    connections.set(readable.typeName, made);
    return made;
  };
  return (readable, fixed) => {
    const filters = filtersOf(readable).filter(({ name }) => name !== fixed?.filter);
    return {
      type: new GraphQLNonNull(connectionOf(readable)),
      description: `${readable.noun.description} Those the caller may read.`,
      args: { ...pageArguments, ...argumentsOf(types, readable, filters) },
      extensions: { asks: "list" },
      resolve: (source, args: Shown, lookUps) => {
        const query = { ...queryOf(filters, args), ...(fixed && { [fixed.filter]: fixed.value(source) }) };
        return lookUps.list(readable, query);
      },
    };
  };
}

const pageArguments: GraphQLFieldConfigArgumentMap = {
  first: { type: GraphQLInt, description: "How many, from 1 to 200; 50 when it is not said." },
  after: { type: GraphQLString, description: "Only what follows the object with this `cursor`." },
};

const pageInfo = new GraphQLObjectType<Shown>({
  name: "PageInfo",
  description: "Where a page is in its list.",
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: {
      type: new GraphQLNonNull(GraphQLBoolean),
      description: "Always false: lists are read forwards.",
      resolve: () => false,
    },
    startCursor: { type: GraphQLString },
    endCursor: { type: GraphQLString, description: "What `after` takes for the next page." },
  },
});

function connection({ noun, typeName }: Readable, type: GraphQLObjectType): GraphQLObjectType {
  const edge = new GraphQLObjectType<Shown>({
    name: `${typeName}Edge`,
    description: `A ${noun.title} in a list.`,
    fields: { cursor: { type: new GraphQLNonNull(GraphQLString) }, node: { type: new GraphQLNonNull(type) } },
  });
  const listOf = (item: GraphQLObjectType) => new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(item)));
  return new GraphQLObjectType<ListedPage>({
    name: `${typeName}Connection`,
    description: `A page of a list of ${noun.title}s.`,
    fields: {
      nodes: { type: listOf(type), resolve: ({ items }) => items },
      edges: {
        type: listOf(edge),
        resolve: ({ items, cursorOf }) => items.map((node) => ({ cursor: cursorOf(node), node })),
      },
      pageInfo: {
        type: new GraphQLNonNull(pageInfo),
        resolve: ({ items, next_page_token: next, cursorOf }) => {
          const [first] = items;
          const last = items.at(-1);
          return {
            hasNextPage: next !== null,
            startCursor: first ? cursorOf(first) : null,
            endCursor: last ? cursorOf(last) : null,
          };
        },
      },
    },
  });
}

/** A connection's own words. */
const relays = ["first", "after", "last", "before"];

/** What narrows a list, and what it is called here. */
interface NamedFilter {
  readonly name: string;
  readonly argument: string;
  readonly schema: JsonSchema;
}

const filtersByList = new Map(readables.map(({ list }) => [list, readFilters(list)]));

export function filtersOf({ list }: Readable): readonly NamedFilter[] {
  return filtersByList.get(list) ?? [];
}

function readFilters(list: ListOperation): readonly NamedFilter[] {
  const { properties = {} } = z.toJSONSchema(operations[list].query, {
    io: "input",
    unrepresentable: "any",
  }) as JsonSchema;
  return Object.entries(properties)
    .filter(([name]) => name !== "page_size" && name !== "page_token")
    .map(([name, schema]) => ({ name, argument: relays.includes(name) ? `time_${name}` : name, schema }));
}

function argumentsOf(
  types: Types,
  { typeName }: Readable,
  filters: readonly NamedFilter[],
): GraphQLFieldConfigArgumentMap {
  const made = filters.map(({ name, argument, schema }) => {
    const type = argumentType(types, `${typeName}${typeNameOf(name)}`, { name, schema });
    const { description = "" } = schema;
    return [argument, { type, description }] as const;
  });
  return Object.fromEntries(made);
}

function argumentType(
  types: Types,
  typeName: string,
  { name, schema }: Pick<NamedFilter, "name" | "schema">,
): GraphQLInputType {
  const values = enumValues(schema);
  if (values) return types.enumOf(values, typeName);
  // The rest of those that are one of some words are true and false, as texts.
  if (schema.enum) return GraphQLBoolean;
  return scalarOf[schema.format ?? ""] ?? (name.endsWith("_id") ? GraphQLID : GraphQLString);
}

/** @throws Problem `validation_failed` for null: an expression that yields nothing must not mean more objects */
function queryOf(filters: readonly NamedFilter[], args: Shown): Shown {
  const { first, after } = args;
  const given = filters.flatMap(({ name, argument }) => {
    const value = args[argument];
    if (value === null) throw invalidField(argument, `${argument}: must not be null; leave it out`);
    // Arguments are texts, words and flags.
    return value === undefined ? [] : [[name, String(value as string | boolean)] as const];
  });
  return {
    ...Object.fromEntries(given),
    ...(typeof first === "number" && { page_size: first }),
    ...(typeof after === "string" && { page_token: after }),
  };
}
