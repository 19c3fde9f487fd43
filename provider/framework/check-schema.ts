import { type Attribute, type Attributes, isNested, type Schema } from "./attribute.ts";
import { shapeOfAttribute } from "./shape.ts";

/** Throws on a schema that Terraform would refuse or this framework could not honour: an author's mistake, told at start. */
export function checkSchema(owner: string, schema: Schema): void {
  checkAttributes(owner, schema.attributes, { inSet: false });
  const grouped = [
    ...(schema.exactlyOneOf ?? []).flat(),
    ...(schema.atMostOneOf ?? []).flat(),
    ...Object.entries(schema.conflicts ?? {}).flatMap(([name, others]) => [name, ...others]),
  ];
  for (const name of grouped) {
    if (!Object.hasOwn(schema.attributes, name))
      throw new Error(`${owner}: a group names ${name}, which is no attribute.`);
  }
}

function checkAttributes(owner: string, attributes: Attributes, at: { readonly inSet: boolean }): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const mistake =
      accessMistake(attribute) ?? behaviourMistake(attribute) ?? setMistake(attribute, at.inSet);
    if (mistake !== null) throw new Error(`${owner}.${name}: ${mistake}.`);
    if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`${owner}.${name}: not a name Terraform accepts.`);
    if (isNested(attribute.type)) {
      const inSet = at.inSet || attribute.type.nesting === "set";
      checkAttributes(`${owner}.${name}`, attribute.type.attributes, { inSet });
    }
  }
}

function accessMistake({ required, optional, computed, writeOnly }: Attribute): string | null {
  if (required === true ? optional === true || computed === true : optional !== true && computed !== true) {
    return "exactly one of required, optional, computed; or optional and computed";
  }
  return writeOnly === true && computed === true ? "write-only cannot be computed" : null;
}

function behaviourMistake(attribute: Attribute): string | null {
  if (attribute.default !== undefined && (attribute.optional !== true || attribute.computed !== true)) {
    return "a default needs optional and computed";
  }
  if (attribute.keepPrior === true && attribute.computed !== true) return "keepPrior needs computed";
  if (attribute.requiresReplace === true && attribute.writeOnly === true) {
    return "a write-only value leaves nothing in state that could change";
  }
  return promiseMistake(attribute) ?? scalarMistake(attribute);
}

/** Longer ones would not fit where Terraform reads them. */
const LONGEST_PREFIX = 100;

function promiseMistake({ promise, computed, type }: Attribute): string | null {
  if (promise === undefined) return null;
  if (computed !== true) return "only of a computed value is anything promised";
  const { prefix, minLength, maxLength } = promise;
  if (prefix !== undefined && (type !== "string" || prefix.length > LONGEST_PREFIX)) {
    return "a promised prefix is a short one of a string";
  }
  const isCollection =
    typeof type === "object" && !("object" in type) && !(isNested(type) && type.nesting === "single");
  return isCollection || (minLength ?? maxLength) === undefined
    ? null
    : "a length is promised of a list, set or map";
}

function scalarMistake(attribute: Attribute): string | null {
  if (attribute.equivalent === undefined && attribute.validate === undefined) return null;
  if (isNested(attribute.type)) return "equivalent and validate belong on the nested attributes";
  const shape = shapeOfAttribute(attribute);
  if (attribute.equivalent === undefined || shape.kind === "scalar") return null;
  return shape.kind !== "object" && shape.element.kind === "scalar"
    ? null
    : "equivalent compares scalars, or a collection's scalars";
}

function setMistake({ writeOnly, requiresReplace }: Attribute, inSet: boolean): string | null {
  if (!inSet) return null;
  if (writeOnly === true) return "no write-only within a set";
  return requiresReplace === true
    ? "an element of a set has no address: requiresReplace belongs on the set"
    : null;
}
