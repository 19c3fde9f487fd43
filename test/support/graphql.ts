import { getNamedType, isLeafType, isObjectType } from "graphql";
import { isShown } from "../../server/contract/field.ts";
import { nouns, records } from "../../server/contract/nouns/all.ts";
import type { AnyNoun } from "../../server/contract/noun.ts";
import { createSchema } from "../../server/http/graphql/schema.ts";
import type { Reply, Sent } from "./http.ts";

export type Json = Readonly<Record<string, unknown>>;

/** An answer of GraphQL. */
export interface Answered {
  readonly data?: Json | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string };
  }[];
}

export const schema = createSchema();
export const readable: Readonly<Record<string, AnyNoun>> = { ...nouns, ...records };

export const asking = (query: string, variables?: Json): Sent => ({
  method: "POST",
  path: "/graphql",
  body: { query, ...(variables && { variables }) },
});

export function answeredBy(reply: Reply): Answered {
  return reply.json() as Answered;
}

/** Everything that REST shows of a noun's objects but what use alone changes, as a selection: `{ id name ... }`. */
export function everythingOf(noun: string): string {
  const fields = Object.entries(readable[noun]!.fields)
    .filter(([, field]) => isShown(field) && !field.access.includes("volatile"))
    .map(([name]) => name);
  return selection(typeNameOf(noun), fields);
}

const nounTypes: ReadonlySet<string> = new Set(Object.keys(readable).map(typeNameOf));

function selection(typeName: string, names?: readonly string[]): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`);
  const parts = Object.values(type.getFields())
    .filter(({ name }) => names === undefined || names.includes(name))
    // What REST shows is all within the object: no other one.
    .filter((field) => !nounTypes.has(getNamedType(field.type).name))
    .map((field) => {
      const inner = getNamedType(field.type);
      return isLeafType(inner) ? field.name : `${field.name} ${selection(inner.name)}`;
    });
  return `{ ${parts.join(" ")} }`;
}

/** The same of an object that REST shows. */
export function withoutVolatile(noun: string, shown: Json): Json {
  const { fields } = readable[noun]!;
  return Object.fromEntries(
    Object.entries(shown).filter(([name]) => !fields[name]!.access.includes("volatile")),
  );
}

export function typeNameOf(noun: string): string {
  return noun
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
