import { randomBytes } from "node:crypto";

/**
 * Makes ids of a prefix and a UUIDv7 (RFC 9562 section 5.7). Within a process each sorts after the one before: `rand_a`
 * counts the ids of a millisecond (section 6.2, method 1), and a clock that goes back is waited out by counting on.
 * @param clock milliseconds since 1970
 */
export function createNewId(clock: () => number): (prefix: string) => string {
  let time = 0;
  let counter = 0;
  return (prefix) => {
    const now = clock();
    if (now > time) {
      time = now;
      counter = 0;
    } else if (counter < 0xfff) {
      counter += 1;
    } else {
      time += 1;
      counter = 0;
    }
    return `${prefix}_${uuid(time, counter)}`;
  };
}

function uuid(time: number, counter: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(time, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
