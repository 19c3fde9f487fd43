import type { ObjectValue, Value } from "../../framework/value.ts";
import { isObject } from "../../framework/value.ts";
import type { Decoded } from "../messages/types.ts";
import { decodeValue } from "../msgpack.ts";
import type { ObjectWireType } from "../schema-type.ts";
import { parseStateJson, valueFromJson } from "../state-json.ts";
import type { WireType } from "../type-json.ts";

/** The value in MessagePack or else in JSON; a message that is absent or holds neither is null. Throws on bad bytes. */
export function valueFromWire(type: WireType, message: Decoded<"DynamicValue"> | undefined): Value {
  if (message?.msgpack.length) return decodeValue(type, message.msgpack);
  if (message?.json.length) return valueFromJson(type, parseStateJson(message.json));
  return null;
}

/** An object of a state or a plan; null where there is none. */
export function objectFromWire(
  type: ObjectWireType,
  message: Decoded<"DynamicValue"> | undefined,
): ObjectValue | null {
  const value = valueFromWire(type, message);
  if (value === null || isObject(value)) return value;
  throw new TypeError("Expected an object that is known as a whole.");
}

/** A configuration, which is never null: one that is absent sets no attribute. */
export function configFromWire(
  type: ObjectWireType,
  message: Decoded<"DynamicValue"> | undefined,
): ObjectValue {
  const nothing = Object.fromEntries(Object.keys(type.object).map((name) => [name, null]));
  return objectFromWire(type, message) ?? nothing;
}
