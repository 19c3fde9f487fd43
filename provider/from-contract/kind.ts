import * as z from "zod";
import { parseDuration, parseInstant } from "../../server/contract/duration.ts";
import type { Attribute, Attributes } from "../framework/attribute.ts";
import type { Type } from "../framework/type.ts";
import { isObject, type Value } from "../framework/value.ts";
import { complaint } from "./complaint.ts";

/** What a schema of the contract says of an attribute: all but who may set it. */
export type Kind = Pick<Attribute, "type" | "equivalent" | "validate" | "validateCollection">;

/** Whether the attributes within an object are for people to set, or the server's to tell. */
export type Purpose = "input" | "output";

/** How a format compares: two texts that mean the same are no change. */
const meanings: Readonly<Record<string, (text: string) => string | number | undefined>> = {
  duration: parseDuration,
  "date-time": parseInstant,
};

/** Throws on a schema that no attribute can stand for: a mistake in the contract, told when the provider starts. */
export function kindOf(schema: z.ZodType, purpose: Purpose): Kind {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    return { type: { nesting: "single", attributes: members(inner, purpose) } };
  }
  if (inner instanceof z.ZodArray) return arrayKind(inner, purpose);
  if (inner instanceof z.ZodRecord) return mapKind(inner);
  return { type: scalarType(inner), ...meaning(inner), validate: (value) => complaint(inner, value) };
}

/** The attributes of an object that only the server tells. */
export function outputs(schema: z.ZodObject): Attributes {
  return members(schema, "output");
}

function arrayKind(schema: z.ZodArray, purpose: Purpose): Kind {
  const element = unwrap(typed(schema.element));
  const validateCollection = (value: Value): string | undefined => complaint(schema, value, { whole: true });
  if (element instanceof z.ZodObject) {
    return { type: { nesting: "list", attributes: members(element, purpose) }, validateCollection };
  }
  return {
    type: collectionType(schema),
    ...meaning(element),
    validate: (value) => complaint(element, value),
    validateCollection,
  };
}

function mapKind(schema: z.ZodRecord): Kind {
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
    ...meaning(element),
    validate: (value) => complaint(element, value),
    validateCollection: (value) => keyComplaint(value) ?? complaint(schema, value, { whole: true }),
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

function meaning(schema: z.ZodType): Pick<Kind, "equivalent"> {
  const format = schema.meta()?.["format"];
  const read = typeof format === "string" ? meanings[format] : undefined;
  if (read === undefined) return {};
  const means = (value: Value): unknown => (typeof value === "string" ? read(value) : undefined);
  return { equivalent: (a, b) => means(a) !== undefined && means(a) === means(b) };
}

/** What is left when null and absence are taken away: Terraform has null for both, in every attribute. */
function unwrap(schema: z.ZodType): z.ZodType {
  const isWrapped =
    schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return isWrapped ? unwrap(typed(schema.unwrap())) : schema;
}

/** What zod calls a part of a schema is the core's type; every schema of the contract is of the full one. */
function typed(part: z.core.$ZodType): z.ZodType {
  return part as z.ZodType;
}
