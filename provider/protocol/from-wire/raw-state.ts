import type { ObjectValue, Value } from "../../framework/value.ts";
import { isList, isObject, mapObject, own } from "../../framework/value.ts";
import type { Decoded } from "../messages/types.ts";
import type { ObjectWireType } from "../schema-type.ts";
import { parseStateJson, valueFromJson } from "../state-json.ts";
import type { WireType } from "../type-json.ts";

/**
 * A stored state as Terraform read it from its file, of whatever schema version wrote it; undefined for the flat form,
 * which Terraform has not written since 0.12. Throws when it is no JSON object.
 */
export function rawStateFromWire(
  { object: types }: ObjectWireType,
  raw: Decoded<"RawState"> | undefined,
): ObjectValue | undefined {
  if (!raw?.json.length) return undefined;
  const state = parseStateJson(raw.json);
  if (!isObject(state)) throw new TypeError("The stored state is no JSON object.");
  return unwrapObject(types, state);
}

/**
 * Where the type is `dynamic`, state holds the type beside the value (go-cty, json/marshal.go), and only the type tells
 * that from an object. An older schema may have had another type in this place; what does not fit stays as it is.
 */
function unwrap(type: WireType, json: Value): Value {
  if (type === "dynamic") return isTyped(json) ? valueFromJson(type, json) : json;
  if (typeof type === "string") return json;
  if ("object" in type) return isObject(json) ? unwrapObject(type.object, json) : json;
  if ("map" in type) return isObject(json) ? mapObject(json, (value) => unwrap(type.map, value)) : json;
  if ("tuple" in type || !isList(json)) return json;
  const of = "list" in type ? type.list : type.set;
  return json.map((element) => unwrap(of, element));
}

function unwrapObject(types: Readonly<Record<string, WireType>>, state: ObjectValue): ObjectValue {
  return mapObject(state, (value, name) => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    return type === undefined ? value : unwrap(type, value);
  });
}

function isTyped(json: Value): boolean {
  return (
    isObject(json) &&
    Object.keys(json).length === 2 &&
    own(json, "type") !== undefined &&
    own(json, "value") !== undefined
  );
}
