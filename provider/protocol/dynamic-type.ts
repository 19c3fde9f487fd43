import type { ObjectValue, Value } from "../framework/value.ts";
import { Decimal, isList, mapObject, UNKNOWN } from "../framework/value.ts";
import type { WireType } from "./type-json.ts";

/**
 * The types Terraform gave collections of `dynamic` type. A value alone cannot tell a list from a tuple or a map from
 * an object, and Terraform refuses a plan that answers one with the other; so a value that is handed back as it came
 * keeps the type it came with.
 */
const given = new WeakMap<object, WireType>();

export function rememberType(value: Value, type: WireType): Value {
  if (typeof value === "object" && value !== null) given.set(value, type);
  return value;
}

/** The type to send a value of `dynamic` type with: the one it came with, or what it looks like. */
export function dynamicType(value: Value): WireType {
  if (value === null || value === UNKNOWN) return "dynamic";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value !== "object" || value instanceof Decimal) return "number";
  return given.get(value) ?? structure(value);
}

/** Elements of their own types each, as in a literal: a tuple or an object. */
function structure(value: readonly Value[] | ObjectValue): WireType {
  if (isList(value)) return { tuple: value.map(dynamicType) };
  return { object: mapObject(value, dynamicType) };
}
