/** Writes MessagePack (spec.md) into one growing buffer. */
export interface MsgpackWriter {
  nil(): void;
  boolean(value: boolean): void;
  float64(value: number): void;
  string(text: string): void;
  binary(bytes: Uint8Array): void;
  /** The head of an array; its elements follow. */
  array(length: number): void;
  /** The head of a map; its keys and values follow in turn. */
  map(length: number): void;
  raw(bytes: Uint8Array): void;
  finish(): Uint8Array;
}

/** The formats of one family: up to `fix` in the head byte itself, then 8 (where there is one), 16 or 32 bits. */
interface Family {
  readonly fix: number;
  readonly fixLimit: number;
  readonly bits8?: number;
  readonly bits16: number;
  readonly bits32: number;
}

const STRING: Family = { fix: 0xa0, fixLimit: 32, bits8: 0xd9, bits16: 0xda, bits32: 0xdb };
const BINARY: Family = { fix: 0, fixLimit: 0, bits8: 0xc4, bits16: 0xc5, bits32: 0xc6 };
const ARRAY: Family = { fix: 0x90, fixLimit: 16, bits16: 0xdc, bits32: 0xdd };
const MAP: Family = { fix: 0x80, fixLimit: 16, bits16: 0xde, bits32: 0xdf };

export function createMsgpackWriter(): MsgpackWriter {
  let buffer = Buffer.allocUnsafe(256);
  let length = 0;

  /** Makes room for `size` bytes and returns where they go. */
  function take(size: number): number {
    if (length + size > buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + size));
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    length += size;
    return length - size;
  }

  function byte(value: number): void {
    // `take` may replace the buffer, so it comes first.
    const at = take(1);
    buffer[at] = value;
  }

  function head(family: Family, count: number): void {
    if (count < family.fixLimit) return byte(family.fix | count);
    if (family.bits8 !== undefined && count <= 0xff) {
      byte(family.bits8);
      return byte(count);
    }
    byte(count <= 0xffff ? family.bits16 : family.bits32);
    const at = take(count <= 0xffff ? 2 : 4);
    buffer.writeUIntBE(count, at, count <= 0xffff ? 2 : 4);
  }

  function raw(bytes: Uint8Array): void {
    const at = take(bytes.length);
    buffer.set(bytes, at);
  }

  return {
    raw,
    nil: () => byte(0xc0),
    boolean: (value) => byte(value ? 0xc3 : 0xc2),
    float64: (value) => {
      byte(0xcb);
      const at = take(8);
      buffer.writeDoubleBE(value, at);
    },
    string: (text) => {
      const size = Buffer.byteLength(text);
      head(STRING, size);
      const at = take(size);
      buffer.write(text, at, "utf8");
    },
    binary: (bytes) => {
      head(BINARY, bytes.length);
      raw(bytes);
    },
    array: (count) => head(ARRAY, count),
    map: (count) => head(MAP, count),
    finish: () => buffer.subarray(0, length),
  };
}
