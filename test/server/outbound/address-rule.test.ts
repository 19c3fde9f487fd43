import { expect, test } from "vitest";
import { createAddressRule } from "../../../server/outbound/address-rule.ts";

const reachOf = createAddressRule([]);

test.each([
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "192.0.0.192",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:10.0.0.1",
  "::ffff:169.254.169.254",
  "::ffff:a9fe:a9fe",
  "::127.0.0.1",
  "64:ff9b::a9fe:a9fe",
  "fe80::1",
  "fe80::1%eth0",
  "fc00::1",
  "fd00:ec2::254",
  "ff02::1",
  "2001::1",
  "2001:db8::1",
  "2002:a9fe:a9fe::1",
  "nonsense",
  "",
])("%s is not asked", (address) => {
  expect(reachOf(address)).toBe("refused");
});

test.each([
  "1.1.1.1",
  "140.82.112.3",
  "172.32.0.1",
  "192.167.255.255",
  "2606:4700::1111",
  "2a00:1450::1",
  "::ffff:8.8.8.8",
])("%s is public", (address) => {
  expect(reachOf(address)).toBe("public");
});

test("what is allowed by hand is asked, and no more", () => {
  const allowing = createAddressRule(["10.1.0.0/16", "127.0.0.1", "fd00::/64"]);
  for (const address of ["10.1.2.3", "::ffff:10.1.2.3", "127.0.0.1", "fd00::1"]) {
    expect(allowing(address)).toBe("allowed");
  }
  for (const address of ["10.2.0.1", "127.0.0.2", "fd00:0:0:1::1"]) expect(allowing(address)).toBe("refused");
});
