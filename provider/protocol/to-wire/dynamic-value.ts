import type { Value } from "../../framework/value.ts";
import type { Encodable } from "../messages/types.ts";
import { encodeValue, type Promises } from "../msgpack.ts";
import type { WireType } from "../type-json.ts";

/** Throws when the value is not of the type. */
export function valueToWire(type: WireType, value: Value, promises?: Promises): Encodable<"DynamicValue"> {
  return { msgpack: encodeValue(type, value, promises) };
}
