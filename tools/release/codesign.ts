import { hash } from "node:crypto";

/**
 * Of Mach-O files of 64 bits (mach-o/loader.h) and of what signs them (cs_blobs.h of xnu). Numbers in the first are
 * little-endian, those in the second big-endian.
 */
const HEADER_BYTES = 32;
const LC_SEGMENT_64 = 0x19;
const LC_CODE_SIGNATURE = 0x1d;
const SUPER_BLOB = 0xfade0cc0;
const CODE_DIRECTORY = 0xfade0c02;
/** The version with an execution segment, the least that macOS 12 and later take. */
const WITH_EXEC_SEGMENT = 0x20400;
const AD_HOC_BY_LINKER = 0x20002;
const MAIN_BINARY = 1;
const SHA256 = 2;
const HASH_BYTES = 32;
const PAGE_BITS = 12;
const PAGE_BYTES = 1 << PAGE_BITS;
const SUPER_BLOB_BYTES = 20;
const DIRECTORY_BYTES = 88;
const LARGEST_PAGE_BYTES = 0x4000;

/**
 * The program with an ad-hoc signature, as linkers write it: nobody vouches for it, but macOS sees that it is whole, without
 * which it kills the process. `bun build` leaves on Intel's programs the signature that Bun itself had before it was changed
 * (oven-sh/bun#39837).
 * @throws Error when it is no program that can be signed
 */
export function adHocSigned(program: Uint8Array, identifier: string): Uint8Array {
  const { signature, text, linkEdit } = commandsOf(Buffer.from(program));
  if (signature === undefined || text === undefined || linkEdit === undefined) {
    throw new Error("The Mach-O file has no room for a signature.");
  }
  const limit = signature.readUInt32LE(8);
  const pages = Math.ceil(limit / PAGE_BYTES);
  const name = Buffer.from(`${identifier}\0`);
  const hashesAt = DIRECTORY_BYTES + name.length;
  const directoryBytes = hashesAt + pages * HASH_BYTES;
  const size = SUPER_BLOB_BYTES + directoryBytes;

  const file = Buffer.alloc(limit + size);
  file.set(program.subarray(0, limit));
  const signed = commandsOf(file);
  signed.signature?.writeUInt32LE(size, 12);
  const linkEditBytes = BigInt(file.length) - linkEdit.readBigUInt64LE(40);
  const page = BigInt(LARGEST_PAGE_BYTES);
  signed.linkEdit?.writeBigUInt64LE(((linkEditBytes + page - 1n) / page) * page, 32);
  signed.linkEdit?.writeBigUInt64LE(linkEditBytes, 48);

  let at = limit;
  const put = (...values: readonly number[]): void => {
    for (const value of values) at = file.writeUInt32BE(value, at);
  };
  put(SUPER_BLOB, size, 1, 0, SUPER_BLOB_BYTES);
  put(CODE_DIRECTORY, directoryBytes, WITH_EXEC_SEGMENT, AD_HOC_BY_LINKER, hashesAt, DIRECTORY_BYTES);
  put(0, pages, limit);
  for (const byte of [HASH_BYTES, SHA256, 0, PAGE_BITS]) at = file.writeUInt8(byte, at);
  put(0, 0, 0, 0, 0, 0);
  for (const value of [text.readBigUInt64LE(40), text.readBigUInt64LE(48), BigInt(MAIN_BINARY)]) {
    at = file.writeBigUInt64BE(value, at);
  }
  at += name.copy(file, at);
  for (let start = 0; start < limit; start += PAGE_BYTES) {
    at += hash("sha256", file.subarray(start, Math.min(start + PAGE_BYTES, limit)), "buffer").copy(file, at);
  }
  return file;
}

interface Commands {
  readonly signature?: Buffer;
  readonly text?: Buffer;
  readonly linkEdit?: Buffer;
}

/** The load commands that a signature has to do with, as they lie in the file. */
function commandsOf(file: Buffer): Commands {
  const found: { signature?: Buffer; text?: Buffer; linkEdit?: Buffer } = {};
  let at = HEADER_BYTES;
  for (let left = file.readUInt32LE(16); left > 0; left -= 1) {
    const command = file.subarray(at, at + file.readUInt32LE(at + 4));
    const kind = command.readUInt32LE(0);
    if (kind === LC_CODE_SIGNATURE) found.signature = command;
    if (kind === LC_SEGMENT_64) {
      const segment = command.toString("latin1", 8, 24).replace(/\0+$/, "");
      if (segment === "__TEXT") found.text = command;
      if (segment === "__LINKEDIT") found.linkEdit = command;
    }
    at += command.length;
  }
  return found;
}
