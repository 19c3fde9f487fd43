import type { Readable } from "node:stream";

/** The status codes used here (gRPC, statuscodes.md). */
export const status = {
  OK: 0,
  UNKNOWN: 2,
  NOT_FOUND: 5,
  RESOURCE_EXHAUSTED: 8,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
} as const;

export class GrpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Compressed flag and big-endian length before each message (PROTOCOL-HTTP2.md, Length-Prefixed-Message). */
const PREFIX_BYTES = 5;
/** What the servers of the same protocol written in Go accept. */
const LARGEST_MESSAGE_BYTES = 256 * 1024 * 1024;

export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
  framed.writeUInt8(0, 0);
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, PREFIX_BYTES);
  return framed;
}

/** Reads the one message of a unary request, by events, which cost a fraction of an iteration; throws GrpcError for anything else. */
export async function singleMessage(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let received = 0;
  await new Promise<void>((resolve, reject) => {
    stream.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received > LARGEST_MESSAGE_BYTES + PREFIX_BYTES) {
        const most = String(LARGEST_MESSAGE_BYTES);
        reject(new GrpcError(status.RESOURCE_EXHAUSTED, `request is larger than ${most} bytes`));
      }
    });
    stream.on("end", resolve);
    stream.on("error", reject);
    // Before its end, that is.
    stream.on("close", () => {
      reject(new GrpcError(status.INTERNAL, "the request was broken off"));
    });
  });
  return unframe(Buffer.concat(chunks));
}

function unframe(body: Buffer): Uint8Array {
  if (body.length < PREFIX_BYTES || body.length !== PREFIX_BYTES + body.readUInt32BE(1)) {
    throw new GrpcError(status.INTERNAL, "request is not exactly one message");
  }
  if (body[0] !== 0) throw new GrpcError(status.UNIMPLEMENTED, "compression is not supported");
  return body.subarray(PREFIX_BYTES);
}

/** A status message as a header's value: printable ASCII but `%` as it is, other bytes of its UTF-8 escaped (Percent-Encoded). */
export function percentEncode(message: string): string {
  const escape = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  return Array.from(Buffer.from(message), (byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x25 ? escape(byte) : String.fromCharCode(byte),
  ).join("");
}
