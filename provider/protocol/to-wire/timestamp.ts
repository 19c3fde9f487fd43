import type { Encodable } from "../messages/types.ts";

/** google/protobuf/timestamp.proto: nanoseconds count forward, also before 1970. */
export function timestampToWire(instant: Date): Encodable<"google.protobuf.Timestamp"> {
  const seconds = Math.floor(instant.getTime() / 1000);
  return { seconds: BigInt(seconds), nanos: (instant.getTime() - seconds * 1000) * 1_000_000 };
}
