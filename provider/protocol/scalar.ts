import type { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { WireType } from "@bufbuild/protobuf/wire";
import type { Scalar } from "./messages/table.ts";

/** How one scalar type is written and read, and what it is when absent (proto3, "Default Values"). */
export interface ScalarCodec {
  readonly wireType: WireType;
  readonly zero: unknown;
  isZero(value: unknown): boolean;
  read(reader: BinaryReader): unknown;
  /** Throws TypeError for a value of another type. */
  write(writer: BinaryWriter, value: unknown): void;
}

interface Definition<T> {
  readonly wireType: WireType;
  readonly zero: T;
  readonly is: (value: unknown) => value is T;
  readonly isZero?: (value: T) => boolean;
  readonly read: (reader: BinaryReader) => T;
  readonly write: (writer: BinaryWriter, value: T) => void;
}

function define<T>({ wireType, zero, is, isZero, read, write }: Definition<T>): ScalarCodec {
  return {
    wireType,
    zero,
    read,
    isZero: (value) => is(value) && (isZero ? isZero(value) : value === zero),
    write: (writer, value) => {
      if (!is(value)) throw new TypeError(`expected ${typeof zero}, got ${typeof value}`);
      write(writer, value);
    },
  };
}

const isNumber = (value: unknown) => typeof value === "number";

const int32 = define<number>({
  wireType: WireType.Varint,
  zero: 0,
  is: isNumber,
  read: (reader) => reader.int32(),
  write: (writer, value) => writer.int32(value),
});

/** Enums are int32 on the wire, unknown numbers included. */
export const enumCodec = int32;

export const scalars: Readonly<Record<Scalar, ScalarCodec>> = {
  int32,
  string: define<string>({
    wireType: WireType.LengthDelimited,
    zero: "",
    is: (value) => typeof value === "string",
    read: (reader) => reader.string(true),
    write: (writer, value) => writer.string(value),
  }),
  bytes: define<Uint8Array>({
    wireType: WireType.LengthDelimited,
    zero: new Uint8Array(),
    is: (value) => value instanceof Uint8Array,
    isZero: (value) => value.length === 0,
    read: (reader) => reader.bytes(),
    write: (writer, value) => writer.bytes(value),
  }),
  bool: define<boolean>({
    wireType: WireType.Varint,
    zero: false,
    is: (value) => typeof value === "boolean",
    read: (reader) => reader.bool(),
    write: (writer, value) => writer.bool(value),
  }),
  int64: define<bigint>({
    wireType: WireType.Varint,
    zero: 0n,
    is: (value) => typeof value === "bigint",
    // The reader falls back to a string only where BigInt is missing.
    read: (reader) => BigInt(reader.int64()),
    write: (writer, value) => writer.int64(value),
  }),
};
