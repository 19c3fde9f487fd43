import type { Promised } from "../framework/attribute.ts";
import type { ObjectValue, Value } from "../framework/value.ts";
import { Decimal, isObject, own, UNKNOWN } from "../framework/value.ts";
import { dynamicType, rememberType } from "./dynamic-type.ts";
import type { MsgpackReader } from "./msgpack-reader.ts";
import { createMsgpackReader } from "./msgpack-reader.ts";
import type { MsgpackWriter } from "./msgpack-writer.ts";
import { createMsgpackWriter } from "./msgpack-writer.ts";
import { parseNumber } from "./number.ts";
import type { WireType } from "./type-json.ts";
import { typeFromBytes, typeToBytes } from "./type-json.ts";

/** What is known of an unknown value, by the attribute of the object it is in. */
export type Promises = Readonly<Record<string, Promised>>;

/** Extension type 0 with one byte: an unknown value about which nothing is known (go-cty, msgpack/unknown.go). */
const UNKNOWN_EXTENSION = Uint8Array.of(0xd4, 0x00, 0x00);

/**
 * A value in the MessagePack form of go-cty, which only makes sense beside its type: the format itself cannot tell a
 * map from an object, or a number kept as text from a string. Throws, naming the place and never the value, when the
 * value is not of the type.
 */
export function encodeValue(type: WireType, value: Value, promises: Promises = {}): Uint8Array {
  const writer = createMsgpackWriter();
  if (typeof type === "object" && "object" in type && isObject(value)) {
    writeObject(writer, type.object, { value, promises });
  } else {
    write(writer, type, value);
  }
  return writer.finish();
}

/**
 * The value in these bytes. An object holds every attribute of its type, null where the bytes name none; what is known
 * about an unknown (its refinements, extension type 12) is dropped. Throws when the bytes are not of the type.
 */
export function decodeValue(type: WireType, bytes: Uint8Array): Value {
  const reader = createMsgpackReader(bytes);
  const value = read(reader, type);
  reader.end();
  return value;
}

function read(reader: MsgpackReader, type: WireType): Value {
  if (reader.nil()) return null;
  if (reader.extension()) return UNKNOWN;
  if (typeof type === "string") return readPrimitive(reader, type);
  if ("list" in type) return readElements(reader, type.list);
  if ("set" in type) return readElements(reader, type.set);
  if ("map" in type) return readMap(reader, type.map);
  if ("tuple" in type) return readTuple(reader, type.tuple);
  return readObject(reader, type.object);
}

function readPrimitive(reader: MsgpackReader, type: Extract<WireType, string>): Value {
  switch (type) {
    case "string":
      return reader.string().normalize("NFC");
    case "bool":
      return reader.boolean();
    case "number":
      return isText(reader.peek()) ? parseNumber(reader.string()) : reader.number();
    case "dynamic":
      return readDynamic(reader);
  }
}

/** Formats fixstr, str 8, str 16 and str 32: how a number comes that is neither an int64 nor exactly a double. */
function isText(head: number): boolean {
  return (head & 0xe0) === 0xa0 || (head >= 0xd9 && head <= 0xdb);
}

/** The type as JSON beside the value (go-cty, msgpack/dynamic.go). */
function readDynamic(reader: MsgpackReader): Value {
  if (reader.array() !== 2) throw new TypeError("Expected a type and a value.");
  const type = typeFromBytes(reader.binary());
  return rememberType(read(reader, type), type);
}

function readElements(reader: MsgpackReader, type: WireType): Value[] {
  return Array.from({ length: reader.array() }, () => read(reader, type));
}

function readTuple(reader: MsgpackReader, types: readonly WireType[]): Value[] {
  if (reader.array() !== types.length) throw new TypeError(`Expected a tuple of ${types.length}.`);
  return types.map((type) => read(reader, type));
}

function readMap(reader: MsgpackReader, type: WireType): ObjectValue {
  const entries = Array.from({ length: reader.map() }, () => {
    const key = reader.string().normalize("NFC");
    return [key, read(reader, type)] as const;
  });
  // Unlike an assignment, this keeps a key `__proto__`.
  return Object.fromEntries(entries);
}

function readObject(reader: MsgpackReader, types: Readonly<Record<string, WireType>>): ObjectValue {
  // A copy, in which even `__proto__` is a property of its own, so that an assignment sets that.
  const values = { ...nulls(types) };
  for (let left = reader.map(); left > 0; left--) {
    const name = reader.string();
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) throw new TypeError(`There is no attribute ${JSON.stringify(name)}.`);
    values[name] = read(reader, type);
  }
  return values;
}

const nullsOf = new WeakMap<object, Readonly<Record<string, Value>>>();

/** An object of these attributes, all of them null; made once, since Terraform sends thousands. */
function nulls(types: Readonly<Record<string, WireType>>): Readonly<Record<string, Value>> {
  const known = nullsOf.get(types);
  if (known !== undefined) return known;
  const made: Record<string, Value> = Object.fromEntries(Object.keys(types).map((name) => [name, null]));
  nullsOf.set(types, made);
  return made;
}

function write(writer: MsgpackWriter, type: WireType, value: Value): void {
  if (value === null) writer.nil();
  else if (value === UNKNOWN) writer.raw(UNKNOWN_EXTENSION);
  else if (typeof type === "string") writePrimitive(writer, type, value);
  else if ("list" in type) writeElements(writer, type.list, value);
  else if ("set" in type) writeElements(writer, type.set, value);
  else if ("map" in type) writeMap(writer, type.map, value);
  else if ("tuple" in type) writeTuple(writer, type.tuple, value);
  else writeObject(writer, type.object, { value, promises: {} });
}

function writePrimitive(writer: MsgpackWriter, type: Extract<WireType, string>, value: Value): void {
  if (type === "dynamic") {
    writeDynamic(writer, value);
  } else if (type === "string" && typeof value === "string") {
    // Terraform holds all text in this form, and what we send must equal what it then remembers.
    writer.string(value.normalize("NFC"));
  } else if (type === "bool" && typeof value === "boolean") {
    writer.boolean(value);
  } else if (type === "number") {
    writeNumber(writer, value);
  } else {
    throw mismatch(`a ${type}`, value);
  }
}

/**
 * As decimal text, which go-cty reads as it reads the state's JSON (msgpack/unmarshal.go, json/unmarshal.go). An int64 or a
 * double it would hold with another precision, and `plan -refresh-only -detailed-exitcode`, which compares both as Go data,
 * would find a change where there is none.
 */
function writeNumber(writer: MsgpackWriter, value: Value): void {
  if (value instanceof Decimal) {
    writer.string(value.text);
  } else if (typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value))) {
    writer.string(BigInt(value).toString());
  } else if (typeof value === "number" && Number.isFinite(value)) {
    writer.string(String(value));
  } else if (typeof value === "number" && !Number.isNaN(value)) {
    writer.float64(value);
  } else {
    throw mismatch("a number", value);
  }
}

function writeDynamic(writer: MsgpackWriter, value: Value): void {
  const type = dynamicType(value);
  writer.array(2);
  writer.binary(typeToBytes(type));
  write(writer, type, value);
}

function writeElements(writer: MsgpackWriter, type: WireType, value: Value): void {
  if (!Array.isArray(value)) throw mismatch("a list", value);
  const elements: readonly Value[] = value;
  writer.array(elements.length);
  elements.forEach((element, index) => within(`[${index}]`, () => write(writer, type, element)));
}

function writeTuple(writer: MsgpackWriter, types: readonly WireType[], value: Value): void {
  if (!Array.isArray(value) || value.length !== types.length) throw mismatch("a tuple", value);
  const elements: readonly Value[] = value;
  writer.array(types.length);
  types.forEach((type, index) => within(`[${index}]`, () => write(writer, type, elements[index] ?? null)));
}

function writeMap(writer: MsgpackWriter, type: WireType, value: Value): void {
  if (!isObject(value)) throw mismatch("a map", value);
  const entries = Object.entries(value);
  writer.map(entries.length);
  for (const [key, element] of entries) {
    writer.string(key.normalize("NFC"));
    within(`[${JSON.stringify(key)}]`, () => write(writer, type, element));
  }
}

/** Every attribute is written, null where the value has none: go-cty counts them. */
function writeObject(
  writer: MsgpackWriter,
  types: Readonly<Record<string, WireType>>,
  { value, promises }: { readonly value: Value; readonly promises: Promises },
): void {
  if (!isObject(value)) throw mismatch("an object", value);
  const stranger = Object.keys(value).find((name) => !Object.hasOwn(types, name));
  if (stranger !== undefined) throw new TypeError(`: there is no attribute ${JSON.stringify(stranger)}`);
  writer.map(Object.keys(types).length);
  for (const [name, type] of Object.entries(types)) {
    writer.string(name);
    const one = own(value, name) ?? null;
    const promised = one === UNKNOWN && Object.hasOwn(promises, name) ? promises[name] : undefined;
    if (promised === undefined) within(`.${name}`, () => write(writer, type, one));
    else writer.raw(refinedUnknown(promised));
  }
}

/**
 * Extension type 12: an unknown value of which something is known (go-cty, msgpack/unknown.go): a map of 1 whether it is
 * null, 2 the beginning of a text, 5 and 6 the least and the greatest length of a collection.
 */
function refinedUnknown({ prefix, minLength, maxLength }: Promised): Uint8Array {
  const known = createMsgpackWriter();
  const lengths = [[5, minLength] as const, [6, maxLength] as const];
  const given = lengths.filter(([, length]) => length !== undefined);
  known.map(1 + (prefix === undefined ? 0 : 1) + given.length);
  known.raw(Uint8Array.of(1));
  known.boolean(false);
  if (prefix !== undefined) {
    known.raw(Uint8Array.of(2));
    known.string(prefix.normalize("NFC"));
  }
  // As uint 16.
  for (const [key, length = 0] of given) known.raw(Uint8Array.of(key, 0xcd, length >> 8, length & 0xff));
  const payload = known.finish();
  return Uint8Array.of(0xc7, payload.length, 12, ...payload);
}

/** Puts the place before what went wrong there. */
function within(place: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new TypeError(place + (error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

/** Names the kind of the value only: the value may be a secret. */
function mismatch(expected: string, value: Value): TypeError {
  const found = Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
  return new TypeError(`: expected ${expected}, found ${found}`);
}
