import { expect, test } from "vitest";
import { isAddressOrRange } from "../../../server/contract/address-range.ts";
import { createClientAddress } from "../../../server/http/client-address.ts";
import { startServer } from "../../support/server.ts";

test.each([
  ["no proxy is trusted", [], "192.0.2.1", "198.51.100.7", "192.0.2.1"],
  ["the peer is no proxy", ["10.0.0.0/8"], "192.0.2.1", "198.51.100.7", "192.0.2.1"],
  ["the peer is one", ["10.0.0.0/8"], "10.1.2.3", "198.51.100.7", "198.51.100.7"],
  [
    "the client made up what stands left",
    ["10.0.0.0/8"],
    "10.1.2.3",
    "1.1.1.1, 198.51.100.7",
    "198.51.100.7",
  ],
  ["two proxies", ["10.0.0.0/8"], "10.1.2.3", "1.1.1.1, 198.51.100.7, 10.9.9.9", "198.51.100.7"],
  ["every hop is a proxy", ["10.0.0.0/8"], "10.1.2.3", "10.0.0.1, 10.0.0.2", "10.0.0.1"],
  ["there is no header", ["10.0.0.0/8"], "10.1.2.3", undefined, "10.1.2.3"],
  ["the header is empty", ["10.0.0.0/8"], "10.1.2.3", "", "10.1.2.3"],
  ["a hop is no address", ["10.0.0.0/8"], "10.1.2.3", "198.51.100.7, unknown", "10.1.2.3"],
  ["a hop has a port", ["10.0.0.0/8"], "10.1.2.3", "198.51.100.7:4711", "198.51.100.7"],
  ["IPv6", ["2001:db8::/32"], "2001:db8::1", "2001:db9::5", "2001:db9::5"],
  ["IPv6 in brackets with a port", ["::1"], "::1", "[2001:db9::5]:80", "2001:db9::5"],
  ["IPv4 in IPv6", ["127.0.0.1"], "::ffff:127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"],
  ["the connection is gone", ["127.0.0.1"], undefined, "198.51.100.7", null],
] as const)("the client's address when %s", (...[, trusted, peer, forwardedFor, address]) => {
  expect(createClientAddress(trusted)(peer, forwardedFor)).toBe(address);
});

test.each(["10.0.0.0/8", "127.0.0.1", "::1", "2001:db8::/32", "0.0.0.0/0"])(
  "%s is an address or range",
  (text) => {
    expect(isAddressOrRange(text)).toBe(true);
  },
);

test.each([
  "",
  "10.0.0.0/33",
  "10.0.0/8",
  "::1/129",
  "localhost",
  "10.0.0.0/8/8",
  "10.0.0.0/",
  "10.0.0.0/-1",
])("%j is none", (text) => {
  expect(isAddressOrRange(text)).toBe(false);
});

test("the log names the client behind a trusted proxy, and only then believes it", async () => {
  await using behind = await startServer({ JETON_TRUSTED_PROXIES: "127.0.0.0/8, ::1" });
  await using alone = await startServer();
  const headers = { "x-forwarded-for": "203.0.113.9, 198.51.100.7" };
  for (const server of [behind, alone]) await server.send({ path: "/v1/whoami", headers });
  expect(behind.log()).toContain('"ip":"198.51.100.7"');
  expect(alone.log()).toContain('"ip":"127.0.0.1"');
  expect(alone.log()).not.toContain("198.51.100.7");
});
