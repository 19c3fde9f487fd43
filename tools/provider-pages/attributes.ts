import {
  type Attribute,
  type Attributes,
  isNested,
  type Schema,
} from "../../provider/framework/attribute.ts";
import type { Type } from "../../provider/framework/type.ts";
import { codes } from "../markdown-table.ts";

export interface Told {
  /** The words that an attribute has to choose from, by its path; empty where there are none. */
  readonly choices: (path: readonly string[]) => readonly string[];
  /** Whether there is a state, of which it is worth telling what an unset attribute becomes and what replaces the object. */
  readonly isManaged: boolean;
}

/** What there is to set and to read, by who sets it; then the same of each nested attribute. */
export function attributesSection({ attributes, ...schema }: Schema, told: Told): string {
  const rules = groupRules(schema);
  const groups = byAccess(attributes).map(
    ([title, members]) =>
      `### ${title}\n\n${members.map(([name, one]) => line([name], one, told)).join("\n")}\n`,
  );
  return [
    "## Schema\n",
    ...(rules.length > 0 ? [`${rules.map((rule) => `- ${rule}`).join("\n")}\n`] : []),
    ...groups,
    ...nestedSections(attributes, { path: [], told }),
  ].join("\n");
}

function groupRules({
  exactlyOneOf = [],
  atMostOneOf = [],
  conflicts = {},
}: Omit<Schema, "attributes">): readonly string[] {
  return [
    ...exactlyOneOf.map((group) => `Exactly one of ${codes(group)} must be set.`),
    ...atMostOneOf.map((group) => `At most one of ${codes(group)} may be set.`),
    ...Object.entries(conflicts).map(([name, others]) => `${codes(others)}: not beside \`${name}\`.`),
  ];
}

type Members = readonly (readonly [string, Attribute])[];

const order = ["Required", "Optional", "Read-only"] as const;

function byAccess(attributes: Attributes): readonly (readonly [string, Members])[] {
  // By name, as people look them up.
  const members = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const groups = Map.groupBy(members, ([, { required, optional }]) =>
    required ? "Required" : optional ? "Optional" : "Read-only",
  );
  return order.flatMap((title) => {
    const group = groups.get(title);
    return group ? [[title, group] as const] : [];
  });
}

function line(path: readonly string[], attribute: Attribute, { choices, isManaged }: Told): string {
  const name = path.at(-1) ?? "";
  const { type, sensitive, writeOnly, deprecated } = attribute;
  const words = [typeName(type), ...(sensitive ? ["Sensitive"] : []), ...(writeOnly ? ["Write-only"] : [])];
  const sentences = [
    ...(attribute.description === "" ? [] : [attribute.description]),
    ...chosen(choices(path)),
    ...standard(attribute, isManaged),
    ...(isManaged && attribute.requiresReplace ? ["Another value replaces the object."] : []),
    ...(deprecated === undefined ? [] : [`**Deprecated.** ${deprecated}`]),
    ...(isNested(type) ? [`See [below](#${anchor(path)}).`] : []),
  ];
  return [`- \`${name}\` (${words.join(", ")})`, ...sentences].join(" ");
}

function chosen(words: readonly string[]): readonly string[] {
  return words.length === 0 ? [] : [`One of ${codes(words)}.`];
}

function standard({ default: value, optional, computed }: Attribute, isManaged: boolean): readonly string[] {
  if (value !== undefined) return [`Default: \`${JSON.stringify(value)}\`.`];
  return isManaged && optional && computed ? ["The server fills it in when it is not set."] : [];
}

function anchor(path: readonly string[]): string {
  return `nestedatt--${path.join("--")}`;
}

function nestedSections(
  attributes: Attributes,
  { path, told }: { readonly path: readonly string[]; readonly told: Told },
): readonly string[] {
  return Object.entries(attributes).flatMap(([name, { type }]) => {
    if (!isNested(type)) return [];
    const here = [...path, name];
    const groups = byAccess(type.attributes).map(
      ([title, members]) =>
        `${title}:\n\n${members.map(([inner, one]) => line([...here, inner], one, told)).join("\n")}\n`,
    );
    return [
      `<a id="${anchor(here)}"></a>\n\n### Nested schema for \`${here.join(".")}\`\n`,
      ...groups,
      ...nestedSections(type.attributes, { path: here, told }),
    ];
  });
}

const scalars = { string: "String", number: "Number", bool: "Boolean", dynamic: "Dynamic" } as const;
const nestings = {
  single: "Attributes",
  list: "Attributes List",
  set: "Attributes Set",
  map: "Attributes Map",
};

function typeName(type: Attribute["type"]): string {
  return isNested(type) ? nestings[type.nesting] : valueTypeName(type);
}

/** As the pages of other providers name it. */
export function valueTypeName(type: Type): string {
  if (typeof type === "string") return scalars[type];
  if ("list" in type) return `List of ${valueTypeName(type.list)}`;
  if ("set" in type) return `Set of ${valueTypeName(type.set)}`;
  if ("map" in type) return `Map of ${valueTypeName(type.map)}`;
  return "Object";
}
