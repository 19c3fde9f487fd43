/**
 * Terraform's type system: the types a value in configuration, plan or state can have.
 * The wire form of a type is its JSON signature ("string", ["list", "string"], ...): see protocol/type-json.ts.
 */
export type Type = "string" | "number" | "bool" | "dynamic" | ListType | SetType | MapType | ObjectType;

interface ListType {
  readonly list: Type;
}
interface SetType {
  readonly set: Type;
}
interface MapType {
  readonly map: Type;
}
interface ObjectType {
  readonly object: Readonly<Record<string, Type>>;
}
