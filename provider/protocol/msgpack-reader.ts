import { fromDouble, narrow } from "./number.ts";

/** Reads MessagePack (spec.md) one piece at a time; every method throws when the next piece is of another kind. */
export interface MsgpackReader {
  /** The first byte of the next piece, left in place. */
  peek(): number;
  /** Steps over nil and is true, or leaves anything else and is false. */
  nil(): boolean;
  /** Steps over an extension value (of any type) and is true, or leaves anything else and is false. */
  extension(): boolean;
  boolean(): boolean;
  /** A number in any of the numeric formats, as the framework holds numbers. */
  number(): number | bigint;
  string(): string;
  binary(): Uint8Array;
  /** The number of elements that follow. */
  array(): number;
  /** The number of key and value pairs that follow. */
  map(): number;
  /** Throws unless everything has been read. */
  end(): void;
}

/** Bytes of the payload of fixext 1, 2, 4, 8, 16, and of the length of ext 8, 16, 32. */
const FIXEXT: Readonly<Record<number, number>> = { 0xd4: 1, 0xd5: 2, 0xd6: 4, 0xd7: 8, 0xd8: 16 };
const EXT: Readonly<Record<number, number>> = { 0xc7: 1, 0xc8: 2, 0xc9: 4 };
/** Bytes of the whole numbers that a double holds exactly. */
const UNSIGNED: Readonly<Record<number, number>> = { 0xcc: 1, 0xcd: 2, 0xce: 4 };
const SIGNED: Readonly<Record<number, number>> = { 0xd0: 1, 0xd1: 2, 0xd2: 4 };
/** Bytes of the length of each format that has one. */
const STRING: Readonly<Record<number, number>> = { 0xd9: 1, 0xda: 2, 0xdb: 4 };
const BINARY: Readonly<Record<number, number>> = { 0xc4: 1, 0xc5: 2, 0xc6: 4 };
const ARRAY: Readonly<Record<number, number>> = { 0xdc: 2, 0xdd: 4 };
const MAP: Readonly<Record<number, number>> = { 0xde: 2, 0xdf: 4 };

export function createMsgpackReader(bytes: Uint8Array): MsgpackReader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;

  function peek(): number {
    if (position === buffer.length) throw new RangeError("A value ends too early.");
    return buffer.readUInt8(position);
  }

  /** Steps over `size` bytes and returns where they begin. */
  function take(size: number): number {
    if (position + size > buffer.length) throw new RangeError("A value ends too early.");
    position += size;
    return position - size;
  }

  function length(kind: string, sizes: Readonly<Record<number, number>>): number {
    const size = sizes[peek()];
    if (size === undefined) throw new TypeError(`Expected ${kind}, found format 0x${peek().toString(16)}.`);
    position++;
    return buffer.readUIntBE(take(size), size);
  }

  /** A format whose short form keeps the length in the head byte, under `mask`. */
  function shortLength(fix: number, mask: number): number | undefined {
    if ((peek() & ~mask & 0xff) !== fix) return undefined;
    return buffer.readUInt8(take(1)) & mask;
  }

  function string(): string {
    const size = shortLength(0xa0, 0x1f) ?? length("a string", STRING);
    const at = take(size);
    return buffer.toString("utf8", at, at + size);
  }

  return {
    peek,
    string,
    nil: () => {
      if (peek() !== 0xc0) return false;
      take(1);
      return true;
    },
    extension: () => {
      const size = FIXEXT[peek()];
      if (size === undefined && EXT[peek()] === undefined) return false;
      if (size === undefined) take(1 + length("an extension", EXT));
      else take(2 + size);
      return true;
    },
    boolean: () => {
      if ((peek() & 0xfe) !== 0xc2) throw new TypeError("Expected a boolean.");
      return buffer.readUInt8(take(1)) === 0xc3;
    },
    number: () => readNumber(buffer, take),
    binary: () => {
      const size = length("binary", BINARY);
      return buffer.subarray(take(size), position);
    },
    array: () => shortLength(0x90, 0x0f) ?? length("an array", ARRAY),
    map: () => shortLength(0x80, 0x0f) ?? length("a map", MAP),
    end: () => {
      if (position !== buffer.length) throw new RangeError("A value is followed by something else.");
    },
  };
}

function readNumber(buffer: Buffer, take: (size: number) => number): number | bigint {
  const head = buffer.readUInt8(take(1));
  if (head <= 0x7f) return head;
  if (head >= 0xe0) return head - 0x100;
  const unsigned = UNSIGNED[head];
  if (unsigned !== undefined) return buffer.readUIntBE(take(unsigned), unsigned);
  const signed = SIGNED[head];
  if (signed !== undefined) return buffer.readIntBE(take(signed), signed);
  switch (head) {
    case 0xca:
      return fromDouble(buffer.readFloatBE(take(4)));
    case 0xcb:
      return fromDouble(buffer.readDoubleBE(take(8)));
    case 0xcf:
      return narrow(buffer.readBigUInt64BE(take(8)));
    case 0xd3:
      return narrow(buffer.readBigInt64BE(take(8)));
    default:
      throw new TypeError(`Expected a number, found format 0x${head.toString(16)}.`);
  }
}
