import { randomFillSync } from "node:crypto";

/**
 * A maker of prefixed UUIDv7 (RFC 9562 section 5.7) without hyphens, so that a double click selects the whole. Ids made
 * later sort after those made before, within one process also in the same millisecond (section 6.2, method 2).
 */
export function createIdMaker(now: () => Date): (prefix: string) => string {
  const random = new Uint8Array(10);
  let lastTime = 0;
  let counter = 0;
  return (prefix) => {
    const time = Math.max(now().getTime(), lastTime);
    randomFillSync(random);
    counter = time === lastTime ? counter + 1 : (((random[0] ?? 0) << 8) | (random[1] ?? 0)) & 0x07ff;
    // The counter is 12 bits and starts in its lower half; when it is used up, the next millisecond is borrowed.
    lastTime = counter > 0x0fff ? time + 1 : time;
    if (counter > 0x0fff) counter = 0;
    const variant = ((random[2] ?? 0) & 0x3f) | 0x80;
    const tail = Buffer.from([variant, ...random.subarray(3)]).toString("hex");
    return `${prefix}_${lastTime.toString(16).padStart(12, "0")}7${counter.toString(16).padStart(3, "0")}${tail}`;
  };
}
