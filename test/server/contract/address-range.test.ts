import { BlockList } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addressAsRange,
  canonicalRange,
  covers,
  parseRange,
} from "../../../server/contract/address-range.ts";

test.each(["0.0.0.0/0", "192.0.2.0/24", "192.0.2.1/32", "::/0", "2001:db8::/32", "::1/128", "fe80::/10"])(
  "%s is its own spelling",
  (text) => {
    expect(canonicalRange(text)).toBe(text);
  },
);

test.each([
  ["10.1.2.3/8", "10.0.0.0/8"],
  ["2001:DB8::/32", "2001:db8::/32"],
  ["2001:0db8:0:0:0:0:0:1/128", "2001:db8::1/128"],
  ["2001:db8:0:1:0:0:0:1/128", "2001:db8:0:1::1/128"],
  ["1:0:0:2:0:0:3:4/128", "1::2:0:0:3:4/128"],
  ["2001:db8::1/64", "2001:db8::/64"],
  ["::ffff:10.0.0.0/104", "10.0.0.0/8"],
  ["1:2:3:4:5:6:7:8/128", "1:2:3:4:5:6:7:8/128"],
])("%s is spelled %s", (text, spelled) => {
  expect(canonicalRange(text)).toBe(spelled);
});

test.each(
  `x|10.0.0.0|10.0.0/8|10.0.0.0/33|10.0.0.0/08|10.0.0.256/32|010.0.0.0/8|1.2.3.4.5/8|::/129|:::/8|1::2::3/64|
  1:2:3:4:5:6:7:8:9/64|1:2:3:4:5:6:7::8/64x|12345::/16|fe80::1%eth0/64|[::1]/128|10.0.0.0/8/8|/8|10.0.0.0/|10.0.0.0/-1| 10.0.0.0/8|::1.2.3/96`.split(
    "|",
  ),
)("`%s` is no range", (text) => {
  expect(canonicalRange(text)).toBeUndefined();
});

const v4 = fc.ipV4();
const v6 = fc.ipV6();

test("a range has an address exactly when the platform says so", () => {
  const cases = fc.oneof(
    fc.tuple(fc.constant("ipv4" as const), v4, v4, fc.nat(32)),
    fc.tuple(fc.constant("ipv6" as const), v6, v6, fc.nat(128)),
  );
  fc.assert(
    fc.property(cases, fc.boolean(), ([family, start, other, bits], isSame) => {
      const address = isSame ? start : other;
      const list = new BlockList();
      list.addSubnet(start, bits, family);
      const range = parseRange(`${start}/${String(bits)}`)!;
      const one = addressAsRange(address)!;
      // What is mapped counts as IPv4 here, whatever the range says.
      fc.pre(one.family === range.family);
      expect(covers(range, one)).toBe(list.check(address, family));
    }),
    { numRuns: 2000 },
  );
});

test("a canonical spelling is its own, and means the same range", () => {
  fc.assert(
    fc.property(fc.oneof(fc.tuple(v4, fc.nat(32)), fc.tuple(v6, fc.nat(128))), ([address, bits]) => {
      const text = canonicalRange(`${address}/${String(bits)}`);
      fc.pre(text !== undefined);
      expect(canonicalRange(text)).toBe(text);
      const [range, first] = [parseRange(text)!, addressAsRange(address)!];
      expect(covers(range, first)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("an IPv4 address that a socket of both families shows is of IPv4, and `::/0` has none of those", () => {
  for (const text of ["::ffff:192.0.2.1", "::FFFF:c000:201", "0:0:0:0:0:ffff:192.0.2.1"]) {
    expect(covers(parseRange("192.0.2.0/24")!, addressAsRange(text)!)).toBe(true);
    expect(covers(parseRange("::/0")!, addressAsRange(text)!)).toBe(false);
  }
});
