import * as z from "zod";
import { type Field, isChangeable, isInput } from "./field.ts";
import { newSecret } from "./new-secret.ts";
import type { AnyNoun } from "./noun.ts";
import { declarableNouns } from "./nouns/declarable.ts";
import { parseReference, type ReferenceForm } from "./reference.ts";
import { createSchema } from "./schemas.ts";
import { foldEmail } from "./text.ts";

// The keys are the table's.
export const declarables = Object.keys(declarableNouns) as readonly (keyof typeof declarableNouns)[];

export type Declarable = (typeof declarables)[number];

/** One object as it is declared, after validation: all that creating it takes, defaults filled in. */
export interface Declared {
  readonly kind: Declarable;
  readonly adopt: boolean;
  /** Absent where the name never changes. */
  readonly renamed_from?: string | null;
  readonly [field: string]: unknown;
}

/** As many as one plan decides on in a second. */
export const MOST_DECLARED = 1000;

const nameFields: Readonly<Record<ReferenceForm, string | undefined>> = {
  NAME: "name",
  EMAIL: "email",
  PROJECT: undefined,
  "PROJECT/NAME": "name",
  "OWNER/NAME": "name",
  none: undefined,
};

/** The field that names an object of that noun within its project or owner, where it has one that can change. */
export function renamableField({ fields, reference }: AnyNoun): string | undefined {
  const name = nameFields[reference];
  return name !== undefined && fields[name] && isChangeable(fields[name]) ? name : undefined;
}

/**
 * The fields of a noun that a declaration gives: all that creation takes, but what is a secret in itself and would lie in
 * the file.
 */
export function declaredFields({ fields }: AnyNoun): Readonly<Record<string, Field>> {
  const declared = Object.entries(fields).filter(
    ([, field]) => isInput(field) && !(field.access.includes("write_only") && isChangeable(field)),
  );
  return Object.fromEntries(declared);
}

const referred: ReadonlyMap<string, AnyNoun> = new Map(
  Object.values(declarableNouns).map((noun) => [`${noun.name}_id`, noun]),
);

/** The nouns that a field may name: `role_id` names a role. */
export function referredBy(field: string): AnyNoun | undefined {
  return referred.get(field);
}

const adopt = z
  .boolean()
  .nullish()
  .transform((given) => given ?? false)
  .meta({ description: "Whether to take the object over from whoever manages it.", default: false });

/** The schemas of the documents, by the kind they begin with. */
export const declaredSchemas: Readonly<Record<Declarable, z.ZodType<Declared>>> = schemas();

function schemas(): Record<Declarable, z.ZodType<Declared>> {
  const made = declarables.map((kind) => [kind, schemaOf(kind)] as const);
  // The keys are the very list the type is computed from.
  return Object.fromEntries(made) as Record<Declarable, z.ZodType<Declared>>;
}

function schemaOf(kind: Declarable): z.ZodType<Declared> {
  const noun: AnyNoun = declarableNouns[kind];
  const isToken = kind === "token";
  const schema = z.object({
    kind: z.literal(kind).meta({ description: noun.description }),
    adopt,
    ...renaming(noun),
    ...(isToken && { sealed_for: newSecret.schema.shape.sealed_for }),
  });
  // A document is made of the fields of its noun, whatever they are: the cast is where a table becomes a type.
  return createSchema(
    { ...noun, fields: declaredFields(noun) },
    { schema, atMostOneOf: isToken ? [["imported", "sealed_for"]] : [] },
  ) as unknown as z.ZodType<Declared>;
}

function renaming(noun: AnyNoun): { renamed_from?: z.ZodType } {
  const name = renamableField(noun);
  const field = name === undefined ? undefined : noun.fields[name];
  if (!field) return {};
  const description = `The \`${name ?? ""}\` it had before: the object keeps its id instead of being made anew.`;
  return { renamed_from: field.schema.nullable().default(null).meta({ description }) };
}

const UNKNOWN_KIND = `must be one of ${declarables.map((kind) => `\`${kind}\``).join(", ")}`;

/** One document, for whoever sends or reads a list of them. */
export const declared = z.discriminatedUnion(
  "kind",
  // A tuple of at least two, as the list it is made of.
  declarables.map((kind) => declaredSchemas[kind]) as unknown as [z.ZodObject, z.ZodObject],
  { error: ({ code }) => (code === "invalid_union" ? UNKNOWN_KIND : undefined) },
) as unknown as z.ZodType<Declared>;

/**
 * How a declared object is referred to, its parts spelled in one way: `sa/shop/deployer`, `role/system/admin`. Of what has
 * no name, it is made of the names it is made of.
 */
export function referenceTo(document: Declared): string {
  const noun: AnyNoun = declarableNouns[document.kind];
  return [noun.idPrefix, ...partsOf(noun, document)].join("/");
}

function partsOf(noun: AnyNoun, document: Declared): readonly string[] {
  const text = (field: string): string => {
    const value = document[field];
    return typeof value === "string" ? value : "";
  };
  switch (noun.reference) {
    case "NAME":
      return [text("name")];
    case "EMAIL":
      return [foldEmail(text("email"))];
    case "PROJECT":
      return [text("project")];
    case "PROJECT/NAME":
      return [
        typeof document["project"] === "string" ? text("project") : projectOfOwner(document),
        text("name"),
      ];
    case "OWNER/NAME":
      return [...namedBy(document), text("name")];
    case "none":
      return fixedParts(noun, document);
  }
}

/** The reference of the one other object a document is about, as a trust policy is about an account. */
function namedBy(document: Declared): readonly string[] {
  return Object.keys(declarableNouns[document.kind].fields).flatMap((field) => {
    const value = document[field];
    return referredBy(field) && typeof value === "string" ? [oneSpelling(field, value)] : [];
  });
}

function projectOfOwner(document: Declared): string {
  const [owner = ""] = namedBy(document);
  return owner.split("/").slice(1, -1).join("/") || owner;
}

/** What is immutable is what it is; when it ends is not. */
function fixedParts({ fields }: AnyNoun, document: Declared): readonly string[] {
  return Object.keys(fields).flatMap((field) => {
    const value = document[field];
    if (value === null || value === undefined || field === "expires_at") return [];
    if (!fields[field]?.access.includes("immutable")) return [];
    return typeof value === "string" ? [oneSpelling(field, value)] : [JSON.stringify(value)];
  });
}

/** A reference with the prefix of its kind, which it may have been given without. */
export function oneSpelling(field: string, text: string): string {
  const noun = referredBy(field);
  const reference = noun && parseReference(noun, text);
  if (!noun || !reference) return text;
  if (reference.by === "project") return `${noun.idPrefix}/${reference.project}/${reference.name}`;
  if (reference.by === "name") return `${noun.idPrefix}/${foldEmail(reference.name)}`;
  return text;
}
