import type { ObjectValue, Value } from "../framework/value.ts";
import { isList, isObject, own } from "../framework/value.ts";
import { rememberType } from "./dynamic-type.ts";
import { parseNumber } from "./number.ts";
import type { WireType } from "./type-json.ts";
import { typeFromJson } from "./type-json.ts";

/**
 * JSON as Terraform stores state, without losing a digit: JSON.parse alone rounds 12345678901234567890 to a double, and
 * the next plan then shows a change nobody made. Throws on what is no JSON.
 */
export function parseStateJson(bytes: Uint8Array): Value {
  return JSON.parse(Buffer.from(bytes).toString("utf8"), revive);
}

/** `context.source` is the number as it was written (JSON.parse source text access, in Node since 21). */
function revive(_key: string, value: unknown, context?: { readonly source: string }): unknown {
  if (typeof value === "number" && context) return parseNumber(context.source);
  return typeof value === "string" ? value.normalize("NFC") : value;
}

/**
 * The value of a type that a DynamicValue holds as JSON (go-cty, json/unmarshal.go). An object holds every attribute of
 * its type. Throws, without naming the value, when it is not of the type.
 */
export function valueFromJson(type: WireType, json: Value): Value {
  if (json === null) return null;
  if (typeof type === "string") return primitive(type, json);
  if ("object" in type) return object(type.object, json);
  if ("map" in type) {
    const entries = Object.entries(record(json)).map(([key, value]) => [key, valueFromJson(type.map, value)]);
    return Object.fromEntries(entries);
  }
  if (!isList(json)) throw new TypeError("Expected a JSON array.");
  if ("tuple" in type)
    return json.map((element, index) => valueFromJson(type.tuple[index] ?? "dynamic", element));
  const of = "list" in type ? type.list : type.set;
  return json.map((element) => valueFromJson(of, element));
}

function primitive(type: Extract<WireType, string>, json: Value): Value {
  switch (type) {
    case "dynamic": {
      const { type: itsType, value } = record(json);
      const known = typeFromJson(itsType);
      return rememberType(valueFromJson(known, value ?? null), known);
    }
    case "number":
      // A number may be written as text, and text is also how the large ones are written.
      return typeof json === "string" ? parseNumber(json) : json;
    case "string":
    case "bool":
      if (typeof json !== (type === "bool" ? "boolean" : type))
        throw new TypeError(`Expected a JSON ${type}.`);
      return json;
  }
}

function object(types: Readonly<Record<string, WireType>>, json: Value): ObjectValue {
  const values = record(json);
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, valueFromJson(type, own(values, name) ?? null)]),
  );
}

function record(json: Value): ObjectValue {
  if (!isObject(json)) throw new TypeError("Expected a JSON object.");
  return json;
}
