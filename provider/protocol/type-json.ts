import type { Type } from "../framework/type.ts";
import { mapObject } from "../framework/value.ts";

/** A type as the wire may name it: the framework's, and tuples, which only a value of `dynamic` type can have. */
export type WireType =
  | Exclude<Type, object>
  | { readonly list: WireType }
  | { readonly set: WireType }
  | { readonly map: WireType }
  | { readonly object: Readonly<Record<string, WireType>> }
  | { readonly tuple: readonly WireType[] };

const PRIMITIVES = ["string", "number", "bool", "dynamic"] as const;

/** The JSON form of a type (go-cty, cty/type.go MarshalJSON): "string", ["list", "string"], ... */
export function typeToJson(type: WireType): unknown {
  if (typeof type === "string") return type;
  if ("list" in type) return ["list", typeToJson(type.list)];
  if ("set" in type) return ["set", typeToJson(type.set)];
  if ("map" in type) return ["map", typeToJson(type.map)];
  if ("tuple" in type) return ["tuple", type.tuple.map(typeToJson)];
  return ["object", mapObject(type.object, typeToJson)];
}

/** Throws on JSON that names no type. */
export function typeFromJson(json: unknown): WireType {
  const primitive = PRIMITIVES.find((name) => name === json);
  if (primitive) return primitive;
  if (!Array.isArray(json)) throw new Error("A type is neither a name nor a pair.");
  const [kind, of]: unknown[] = json;
  switch (kind) {
    case "list":
      return { list: typeFromJson(of) };
    case "set":
      return { set: typeFromJson(of) };
    case "map":
      return { map: typeFromJson(of) };
    case "tuple":
      return { tuple: Array.isArray(of) ? of.map(typeFromJson) : [] };
    case "object":
      // A third element, the optional attributes, is part of a type constraint and never of a value's type.
      return { object: mapObject<unknown, WireType>(Object(of), typeFromJson) };
    default:
      throw new Error(`There is no type ${String(kind)}.`);
  }
}

export function typeToBytes(type: WireType): Uint8Array {
  return Buffer.from(JSON.stringify(typeToJson(type)));
}

export function typeFromBytes(bytes: Uint8Array): WireType {
  return typeFromJson(JSON.parse(Buffer.from(bytes).toString("utf8")));
}
