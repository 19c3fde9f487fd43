import { type AccessWord, type Field, isInput, isRequired, isShown } from "../../server/contract/field.ts";
import type { AnyNoun } from "../../server/contract/noun.ts";
import { nouns } from "../../server/contract/nouns/all.ts";
import type { Attribute, Attributes, Schema } from "../framework/attribute.ts";
import { conformValue } from "../framework/conform.ts";
import { shapeOfAttribute } from "../framework/shape.ts";
import type { Value } from "../framework/value.ts";
import { needsProject } from "./default-project.ts";
import { kindOf } from "./kind.ts";
import { writeOnlyAttributes } from "./write-only.ts";

/** The one field that every change of an object changes. */
const MOVING = "updated_at";

export interface Choice {
  /** Fields Terraform has no use for. */
  readonly without?: readonly string[];
  /** Fields the server fills in, and changes only when the resource's own `modifyPlan` says so. */
  readonly steady?: readonly string[];
  /** What the object has in Terraform alone. */
  readonly more?: Attributes;
}

/** What is no attribute of its name: what use changes is none, and what no reply shows two of others. */
const notKept: readonly AccessWord[] = ["volatile", "write_only"];

/** A noun as Terraform manages it: all but its volatile fields. */
export function resourceSchema(noun: AnyNoun, { without = [], steady = [], more = {} }: Choice = {}): Schema {
  const attributes = Object.entries(noun.fields)
    .filter(([name, { access }]) => !access.some((word) => notKept.includes(word)) && !without.includes(name))
    .map(([name, field]) => [name, resourceAttribute(name, field, noun)] as const)
    .map(([name, one]) => [name, steady.includes(name) ? { ...one, keepPrior: true } : one]);
  return {
    version: 0,
    description: noun.description,
    attributes: {
      ...(Object.fromEntries(attributes) as Attributes),
      ...writeOnlyAttributes(noun),
      ...more,
    },
    exactlyOneOf: noun.exactlyOneOf.filter(({ length }) => length > 1),
    atMostOneOf: noun.atMostOneOf,
  };
}

/** A noun as Terraform looks it up: everything a reply shows; `lookups` may be set to say which one is meant. */
export function shownAttributes(noun: AnyNoun, lookups: readonly string[]): Attributes {
  const shown = Object.entries(noun.fields).filter(([, field]) => isShown(field));
  return Object.fromEntries(
    shown.map(([name, field]): [string, Attribute] => {
      const attribute = { ...kindOf(field.schema, "output"), description: field.description, computed: true };
      return [name, lookups.includes(name) ? { ...attribute, optional: true } : attribute];
    }),
  );
}

function resourceAttribute(name: string, field: Field, noun: AnyNoun): Attribute {
  const { access, description } = field;
  const base = { ...kindOf(field.schema, "input"), description };
  if (access.includes("secret")) return { ...base, computed: true, keepPrior: true, sensitive: true };
  if (!isInput(field)) {
    return { ...base, computed: true, keepPrior: name !== MOVING, ...promised(name, field, noun) };
  }
  if (name === "project" && needsProject(noun)) {
    const standIn = `${description} By default the \`project\` of the provider's block.`;
    return { ...base, description: standIn, optional: true, computed: true, requiresReplace: true };
  }
  return {
    ...base,
    ...inputAccess(name, field, noun),
    ...reference(name),
    requiresReplace: access.includes("immutable"),
  };
}

/** What the server tells is not null where its schema has no null, and an id is known by its beginning. */
function promised(name: string, { schema }: Field, { idPrefix }: AnyNoun): Pick<Attribute, "promise"> {
  if (schema.safeParse(null).success) return {};
  return { promise: { notNull: true, ...(name === "id" && { prefix: `${idPrefix}_` }) } };
}

function inputAccess(name: string, field: Field, { exactlyOneOf }: AnyNoun): Partial<Attribute> {
  const isAlone = exactlyOneOf.some((group) => group.length === 1 && group[0] === name);
  if (isAlone || isRequired(field)) return { required: true };
  if (field.default !== undefined) {
    return { optional: true, computed: true, default: defaultOf(field) };
  }
  return { optional: true, computed: field.access.includes("defaulted") };
}

function defaultOf({ schema, default: value, description }: Field): Value {
  const shape = shapeOfAttribute({ ...kindOf(schema, "input"), description });
  return conformValue(shape, value, []);
}

/**
 * A reference such as `role/shop/runner` names whatever has that name when it is read, so it could not be told from the
 * id the server answers with: configuration gives ids.
 */
function reference(name: string): Pick<Attribute, "validate"> {
  const noun = Object.values(nouns).find((one) => name === `${one.name}_id`);
  if (noun === undefined) return {};
  const { idPrefix, title } = noun;
  const message = `Must be the id of a ${title} (\`${idPrefix}_...\`), for example \`jeton_${noun.name}.NAME.id\`, or \`data.jeton_${noun.name}.NAME.id\` of one that Terraform does not manage.`;
  return {
    validate: (value) =>
      typeof value === "string" && value.startsWith(`${idPrefix}_`) ? undefined : message,
  };
}
