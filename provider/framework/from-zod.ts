import * as z from "zod";
import type { Attribute, Attributes } from "./attribute.ts";
import type { Type } from "./type.ts";
import { hasUnknown, isObject, mapObject, type Value } from "./value.ts";

/** What a schema says of an attribute: all but who may set it. */
type Kind = Pick<Attribute, "type" | "equivalent" | "validate" | "validateCollection">;

/** Whether the attributes within an object are for people to set, or the server's to tell. */
type Purpose = "input" | "output";

/** What zod leaves open. */
interface Reading {
  /**
   * What is wrong with a value that is known in full, as a sentence. With `whole`, only what is wrong with a collection as
   * such: what is in it is asked about piece by piece.
   */
  readonly complain: (
    schema: z.ZodType,
    value: Value,
    about: { readonly whole: boolean },
  ) => string | undefined;
  /** By a schema's `format` (`meta({ format })`): what a text means, where two spellings can mean the same. */
  readonly meanings: Readonly<Record<string, (text: string) => string | number | undefined>>;
}

/** How schemas become attributes; throws on one that no attribute can stand for, an author's mistake told at start. */
export interface ZodReader {
  readonly kindOf: (schema: z.ZodType, purpose: Purpose) => Kind;
  /** The attributes of an object for people to set: optional where null will do. */
  readonly inputs: (schema: z.ZodObject) => Attributes;
  /** The attributes of an object that only the server tells. */
  readonly outputs: (schema: z.ZodObject) => Attributes;
}

export function zodReader({ complain, meanings }: Reading): ZodReader {
  // A part that is not known yet may make up for what is missing; Terraform asks again.
  const complaint = (schema: z.ZodType, value: Value, whole = false): string | undefined =>
    hasUnknown(value) ? undefined : complain(schema, value, { whole });

  function kindOf(schema: z.ZodType, purpose: Purpose): Kind {
    const inner = unwrap(schema);
    if (inner instanceof z.ZodObject) {
      return { type: { nesting: "single", attributes: members(inner, purpose) } };
    }
    if (inner instanceof z.ZodArray) return arrayKind(inner, purpose);
    if (inner instanceof z.ZodRecord)
      return { ...mapKind(inner, complaint), ...meaning(unwrap(typed(inner.valueType)), meanings) };
    return {
      type: scalarType(inner),
      ...meaning(inner, meanings),
      validate: (value) => complaint(inner, value),
    };
  }

  function arrayKind(schema: z.ZodArray, purpose: Purpose): Kind {
    const element = unwrap(typed(schema.element));
    const validateCollection = (value: Value): string | undefined => complaint(schema, value, true);
    if (element instanceof z.ZodObject) {
      return { type: { nesting: "list", attributes: members(element, purpose) }, validateCollection };
    }
    return {
      type: collectionType(schema),
      ...meaning(element, meanings),
      validate: (value) => complaint(element, value),
      validateCollection,
    };
  }

  function members(schema: z.ZodObject, purpose: Purpose): Attributes {
    return Object.fromEntries(
      Object.entries(schema.shape).map(([name, part]): [string, Attribute] => {
        const member = typed(part);
        const isOptional = member.safeParse(null).success;
        const access = isOptional ? { optional: true } : { required: true };
        return [
          name,
          {
            ...kindOf(member, purpose),
            description: member.meta()?.description ?? "",
            ...(purpose === "output" ? { computed: true } : access),
          },
        ];
      }),
    );
  }

  return {
    kindOf,
    inputs: (schema) => members(schema, "input"),
    outputs: (schema) => members(schema, "output"),
  };
}

function mapKind(
  schema: z.ZodRecord,
  complaint: (schema: z.ZodType, value: Value, whole?: boolean) => string | undefined,
): Kind {
  const element = unwrap(typed(schema.valueType));
  const key = typed(schema.keyType);
  const keyComplaint = (value: Value): string | undefined =>
    isObject(value)
      ? Object.keys(value)
          .map((name) => complaint(key, name))
          .find(Boolean)
      : undefined;
  return {
    type: { map: element instanceof z.ZodArray ? collectionType(element) : scalarType(element) },
    validate: (value) => complaint(element, value),
    validateCollection: (value) => keyComplaint(value) ?? complaint(schema, value, true),
  };
}

function meaning(schema: z.ZodType, meanings: Reading["meanings"]): Pick<Kind, "equivalent"> {
  const format = schema.meta()?.["format"];
  const read = typeof format === "string" ? meanings[format] : undefined;
  if (read === undefined) return {};
  const means = (value: Value): unknown => (typeof value === "string" ? read(value) : undefined);
  return { equivalent: (a, b) => means(a) !== undefined && means(a) === means(b) };
}

/** By zod alone: its messages, and no text that means the same as another. */
const plain = zodReader({
  meanings: {},
  complain: (schema, value, { whole }) => {
    const { issues = [] } = schema.safeParse(value).error ?? {};
    const found = issues.find(({ path }) => !whole || path.length === 0)?.message;
    return found === undefined ? undefined : `${found.charAt(0).toUpperCase()}${found.slice(1)}.`;
  },
});

/**
 * The attributes of what people configure and of what only the server tells, from their schemas: the type, whether it is
 * required (optional where null will do), the description and the checks. What zod cannot say, by name, comes on top.
 */
export function fromZod(
  { input, output }: { readonly input?: z.ZodObject; readonly output?: z.ZodObject },
  more: Readonly<Record<string, Partial<Attribute>>> = {},
): Attributes {
  const made = { ...(output && plain.outputs(output)), ...(input && plain.inputs(input)) };
  const stranger = Object.keys(more).find((name) => !Object.hasOwn(made, name));
  if (stranger !== undefined) throw new Error(`No schema has a ${stranger}.`);
  return mapObject(made, (attribute, name) => ({ ...attribute, ...more[name] }));
}

/** Of scalars. */
function collectionType(schema: z.ZodArray): Type {
  const inner = scalarType(unwrap(typed(schema.element)));
  return schema.meta()?.["uniqueItems"] === true ? { set: inner } : { list: inner };
}

function scalarType(schema: z.ZodType): "string" | "bool" | "number" {
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) return "string";
  if (schema instanceof z.ZodBoolean) return "bool";
  if (schema instanceof z.ZodNumber) return "number";
  throw new Error(`No attribute can hold a ${schema.def.type}.`);
}

/** What is left when null and absence are taken away: Terraform has null for both, in every attribute. */
function unwrap(schema: z.ZodType): z.ZodType {
  const isWrapped =
    schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return isWrapped ? unwrap(typed(schema.unwrap())) : schema;
}

/** What zod calls a part of a schema is the core's type; every schema an author can make is of the full one. */
function typed(part: z.core.$ZodType): z.ZodType {
  return part as z.ZodType;
}
