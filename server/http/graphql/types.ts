import {
  GraphQLBoolean,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLNullableOutputType,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLScalarType,
  GraphQLString,
} from "graphql";
import type { LookUps, Shown } from "./look-ups.ts";
import { typeNameOf } from "./readable.ts";

/** The parts of JSON Schema that the contract's replies are written in. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly maximum?: number;
}

export type FieldsOf = GraphQLFieldConfigMap<Shown, LookUps>;

const text = { coerceOutputValue: String, coerceInputValue: String };
const dateTime = new GraphQLScalarType({
  name: "DateTime",
  description: "An instant, as RFC 3339 has it, in UTC.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
  ...text,
});
const duration = new GraphQLScalarType({
  name: "Duration",
  description: "A duration, as ISO 8601 has it.",
  ...text,
});
const safeInt = new GraphQLScalarType({
  name: "SafeInt",
  description: "A whole number that may be larger than 32 bits, and is exact in JSON.",
});
const json = new GraphQLScalarType({
  name: "JSON",
  description: "A value as REST shows it: of a map, its names and values.",
});

/** Filters of a list are texts of a kind the list itself checks. */
export const scalarOf: Readonly<Record<string, GraphQLScalarType>> = {
  "date-time": dateTime,
  duration,
};

const LARGEST_INT = 2 ** 31 - 1;
const NAME = /^(?!true$|false$|null$)[A-Za-z_][A-Za-z0-9_]*$/;

export interface Types {
  /** Of an object with a title the type is named by that. */
  readonly output: (schema: JsonSchema, name: string) => GraphQLOutputType;
  readonly enumOf: (values: readonly string[], name: string) => GraphQLEnumType;
}

/** Makes GraphQL's types of JSON schemas; each named type is made once. */
export function createTypes({
  besides,
  interfacesOf,
}: {
  /** The fields of an object type that are not in its schema. */
  readonly besides: (typeName: string, properties: readonly string[]) => FieldsOf;
  readonly interfacesOf: (typeName: string) => GraphQLInterfaceType[];
}): Types {
  const objects = new Map<string, GraphQLObjectType<Shown, LookUps>>();
  const enums = new Map<string, GraphQLEnumType>();

  const enumOf = (values: readonly string[], name: string): GraphQLEnumType => {
    const made = enums.get(name) ?? enumType(values, name);
    enums.set(name, made);
    return made;
  };
  const objectOf = (schema: JsonSchema, name: string): GraphQLObjectType<Shown, LookUps> => {
    const made =
      objects.get(name) ??
      new GraphQLObjectType<Shown, LookUps>({
        name,
        description: schema.description ?? null,
        interfaces: interfacesOf(name),
        fields: () => fieldsOf(schema, name),
      });
    objects.set(name, made);
    return made;
  };
  const fieldsOf = ({ properties = {}, required = [] }: JsonSchema, typeName: string): FieldsOf => {
    const own = Object.entries(properties).map(([name, property]) => {
      return [name, fieldOf(name, property, { typeName, isRequired: required.includes(name) })] as const;
    });
    return { ...Object.fromEntries(own), ...besides(typeName, Object.keys(properties)) };
  };
  const fieldOf = (
    name: string,
    schema: JsonSchema,
    { typeName, isRequired }: { typeName: string; isRequired: boolean },
  ): GraphQLFieldConfig<Shown, LookUps> => {
    const made = isIdentifier(name) ? identifier(schema) : output(schema, `${typeName}${typeNameOf(name)}`);
    const isLeaf = !holdsObjects(schema);
    return {
      type: !isRequired && made instanceof GraphQLNonNull ? made.ofType : made,
      description: schema.description ?? null,
      resolve: (source, _, lookUps) => (isLeaf ? lookUps.value(source[name]) : source[name]),
    };
  };
  const output = (schema: JsonSchema, name: string): GraphQLOutputType => {
    const { inner, isNullable } = withoutNull(schema);
    const type = bare(inner, name);
    return isNullable ? type : new GraphQLNonNull(type);
  };
  const bare = (schema: JsonSchema, name: string): GraphQLNullableOutputType => {
    const { title, items, properties } = schema;
    const values = enumValues(schema);
    if (values) return enumOf(values, name);
    if (items) return new GraphQLList(output(items, name.replace(/s$/, "")));
    if (properties) return objectOf(schema, title === undefined ? name : typeNameOf(title));
    return scalar(schema);
  };
  return { output, enumOf };
}

function enumType(values: readonly string[], name: string): GraphQLEnumType {
  return new GraphQLEnumType({ name, values: Object.fromEntries(values.map((value) => [value, {}])) });
}

function scalar({ type, format = "", maximum = Infinity }: JsonSchema): GraphQLScalarType {
  if (type === "string") return scalarOf[format] ?? GraphQLString;
  if (type === "boolean") return GraphQLBoolean;
  if (type === "number") return GraphQLFloat;
  if (type === "integer") return maximum <= LARGEST_INT ? GraphQLInt : safeInt;
  return json;
}

function isIdentifier(name: string): boolean {
  return name === "id" || name.endsWith("_id");
}

function identifier(schema: JsonSchema): GraphQLOutputType {
  return withoutNull(schema).isNullable ? GraphQLID : new GraphQLNonNull(GraphQLID);
}

/** The words of a field that is one of some, where GraphQL has names like them. */
export function enumValues({ enum: values = [] }: JsonSchema): readonly string[] | undefined {
  const names = values.filter((value) => typeof value === "string" && NAME.test(value));
  return names.length > 0 && names.length === values.length ? (names as readonly string[]) : undefined;
}

function withoutNull(schema: JsonSchema): { readonly inner: JsonSchema; readonly isNullable: boolean } {
  const { type, anyOf = [], ...rest } = schema;
  if (Array.isArray(type)) {
    const [only = ""] = type.filter((one) => one !== "null");
    return { inner: { ...rest, type: only }, isNullable: type.includes("null") };
  }
  const others = anyOf.filter(({ type }) => type !== "null");
  const [only = {}] = others;
  const isNullable = others.length < anyOf.length;
  return others.length === 1 ? { inner: { ...rest, ...only }, isNullable } : { inner: schema, isNullable };
}

function holdsObjects(schema: JsonSchema): boolean {
  const { items, properties } = withoutNull(schema).inner;
  return properties !== undefined || (items !== undefined && holdsObjects(items));
}
