import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly executable: boolean;
}

/** 1980-01-01, the first day that MS-DOS knows: the same content gives the same bytes, whenever it is written. */
const NO_DATE = 0x0021;
const DEFLATED = 8;
/** UTF-8 names (bit 11). */
const FLAGS = 0x0800;
/** 2.0, the first with folders and deflate; the upper byte says that the attributes are Unix's. */
const VERSION = 20;
const UNIX = 3 << 8;

const deflate = promisify(deflateRaw);

/**
 * A ZIP archive (APPNOTE sections 4.3.7, 4.3.12, 4.3.16) of files below 4 GiB, in the order given.
 * @param level of compression, zlib's: 0 for none
 */
export async function zip(entries: readonly ZipEntry[], level = 6): Promise<Uint8Array> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, executable } of entries) {
    const packed = await deflate(content, { level });
    const encoded = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(FLAGS, 2);
    common.writeUInt16LE(DEFLATED, 4);
    common.writeUInt16LE(NO_DATE, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(encoded.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, encoded, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((0o100_000 | (executable ? 0o755 : 0o644)) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE(UNIX | VERSION);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), madeBy, common, rest, encoded]));
    files.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, index, end]);
}
