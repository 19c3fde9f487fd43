import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { FieldLayout } from "./layout.ts";
import { layoutOf } from "./layout.ts";
import type { Decoded, Encodable, MessageName } from "./messages/types.ts";

type Fields = Record<string, unknown>;

/**
 * Reads a message (proto3 wire format). Fields the table does not know are skipped, as is a field with another wire
 * type than its own; bytes are views into `bytes`. Throws on anything that is not a message.
 */
export function decode<N extends MessageName>(name: N, bytes: Uint8Array): Decoded<N> {
  const reader = new BinaryReader(bytes);
  // The seam between the table and the types derived from it: `empty` makes exactly the fields of `name`.
  return fill(empty(name), { name, end: bytes.length }, reader) as Decoded<N>;
}

/** Writes a message (proto3 wire format): zero values are left out unless their absence means something else. */
export function encode<N extends MessageName>(name: N, message: Encodable<N>): Uint8Array {
  const writer = new BinaryWriter();
  writeFields(name, message, writer);
  return writer.finish();
}

function empty(name: MessageName): Fields {
  return Object.fromEntries(layoutOf(name).fields.map((field) => [field.name, initial(field)]));
}

/** Reads fields into `message` up to the position `end`. */
function fill(
  message: Fields,
  { name, end }: { name: MessageName; end: number },
  reader: BinaryReader,
): Fields {
  const { byNumber } = layoutOf(name);
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const field = byNumber.get(number);
    if (field && wireType === wireTypeOf(field)) readField(message, field, reader);
    else reader.skip(wireType, number);
  }
  if (reader.pos !== end) throw new RangeError(`${name} ends within a field`);
  return message;
}

function initial(field: FieldLayout): unknown {
  if (field.shape === "repeated") return [];
  if (field.shape === "map") return {};
  return field.presence || "message" in field.type ? undefined : field.type.scalar.zero;
}

function wireTypeOf({ shape, type }: FieldLayout): WireType {
  return shape === "map" || "message" in type ? WireType.LengthDelimited : type.scalar.wireType;
}

function readField(message: Fields, field: FieldLayout, reader: BinaryReader): void {
  const before = message[field.name];
  switch (field.shape) {
    case "repeated":
      // `initial` made it an array.
      (before as unknown[]).push(readSingle(field, reader));
      return;
    case "map":
      readEntry(before as Fields, field, reader);
      return;
    case "single":
      // A message that comes twice is merged, the rest is replaced ("Last One Wins").
      message[field.name] = readSingle(field, reader, before as Fields | undefined);
      for (const rival of field.rivals) message[rival] = undefined;
      return;
  }
}

function readSingle({ type }: FieldLayout, reader: BinaryReader, into?: Fields): unknown {
  if ("scalar" in type) return type.scalar.read(reader);
  return fill(into ?? empty(type.message), { name: type.message, end: endOf(reader) }, reader);
}

/** A map is a repeated message of key (field 1) and value (field 2). */
function readEntry(map: Fields, field: FieldLayout, reader: BinaryReader): void {
  const end = endOf(reader);
  let key = "";
  let value = "message" in field.type ? undefined : field.type.scalar.zero;
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    if (number === 1 && wireType === WireType.LengthDelimited) key = reader.string(true);
    else if (number === 2 && wireType === wireTypeOf({ ...field, shape: "single" }))
      value = readSingle(field, reader);
    else reader.skip(wireType, number);
  }
  if (reader.pos !== end) throw new RangeError(`an entry of ${field.name} ends within a field`);
  value ??= "message" in field.type ? empty(field.type.message) : undefined;
  // A plain assignment to `__proto__` would be lost.
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

function endOf(reader: BinaryReader): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError("a field is longer than the message it is in");
  return end;
}

function writeFields(name: MessageName, message: Readonly<Fields>, writer: BinaryWriter): void {
  for (const field of layoutOf(name).fields) {
    const value = message[field.name];
    if (value !== undefined) writeField(field, value, writer);
  }
}

function writeField(field: FieldLayout, value: unknown, writer: BinaryWriter): void {
  switch (field.shape) {
    case "repeated":
      // The shapes below are what Encodable asks of the caller.
      for (const item of value as readonly unknown[]) writeSingle(field, item, writer);
      return;
    case "map":
      for (const [key, item] of Object.entries(value as Fields)) {
        writer.tag(field.number, WireType.LengthDelimited).fork();
        writer.tag(1, WireType.LengthDelimited).string(key);
        writeSingle({ ...field, number: 2 }, item, writer);
        writer.join();
      }
      return;
    case "single": {
      const implied = !field.presence && "scalar" in field.type && field.type.scalar.isZero(value);
      if (!implied) writeSingle(field, value, writer);
      return;
    }
  }
}

function writeSingle({ number, type }: FieldLayout, value: unknown, writer: BinaryWriter): void {
  if ("scalar" in type) {
    writer.tag(number, type.scalar.wireType);
    type.scalar.write(writer, value);
    return;
  }
  writer.tag(number, WireType.LengthDelimited).fork();
  writeFields(type.message, value as Fields, writer);
  writer.join();
}
