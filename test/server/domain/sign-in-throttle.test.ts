import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createSignInThrottle } from "../../../server/domain/sign-in/sign-in-throttle.ts";

const MINUTE = 60_000;

function world() {
  const clock = { now: Date.parse("2030-01-01T00:00:00Z") };
  const throttle = createSignInThrottle({ now: () => new Date(clock.now), randomBytes });
  /** Attempts with a wrong password until one is refused, at most so many. */
  const fail = (account: string, ip: string | null, most = 1000): number => {
    for (let count = 0; count < most; count += 1) {
      try {
        throttle.attempt({ account, ip });
      } catch {
        return count;
      }
    }
    return most;
  };
  const succeed = (account: string, ip: string): void => {
    throttle.attempt({ account, ip }).succeeded();
  };
  return { clock, throttle, fail, succeed };
}

/** Addresses of different networks. */
const address = (index: number): string => `10.${String(index >> 8)}.${String(index & 255)}.1`;

test("after five wrong passwords one waits, for half a minute and never longer, however often one asks", () => {
  const { clock, throttle, fail } = world();
  expect(fail("ann", "192.0.2.1")).toBe(5);
  for (let round = 0; round < 20; round += 1) {
    expect(fail("ann", "192.0.2.1")).toBe(0);
    expect(() => throttle.attempt({ account: "ann", ip: "192.0.2.1" })).toThrow(
      expect.objectContaining({ code: "rate_limited", retryAfter: 30 }),
    );
    clock.now += 30_000;
    expect(fail("ann", "192.0.2.1")).toBe(1);
  }
  clock.now += 5 * MINUTE;
  expect(fail("ann", "192.0.2.1")).toBe(5);
});

test("the right password gives the attempt back", () => {
  const { fail, succeed } = world();
  for (let round = 0; round < 200; round += 1) succeed("ann", "192.0.2.1");
  expect(fail("ann", "192.0.2.1")).toBe(5);
});

test("an attempt that was not looked at is none", () => {
  const { throttle, fail } = world();
  for (let round = 0; round < 200; round += 1) throttle.attempt({ account: "ann", ip: null }).undone();
  expect(fail("ann", null)).toBe(5);
});

test("one address that tries one password on everybody is stopped, and others are not", () => {
  const { fail } = world();
  const tried = Array.from({ length: 100 }, (_, index) => fail(`user-${String(index)}`, "192.0.2.1", 1));
  expect(tried.filter((count) => count === 1)).toHaveLength(30);
  expect(fail("ann", "192.0.2.2", 1)).toBe(1);
});

test("the addresses that one host has in its network of IPv6 are one", () => {
  const { fail } = world();
  expect(fail("ann", "2001:db8::1", 4)).toBe(4);
  expect(fail("ann", "2001:db8::2:3:4:5")).toBe(1);
  expect(fail("ann", "2001:db8:0:1::1")).toBe(5);
});

test("many networks together get no further at one account than some twenty, and two in each minute from then on", () => {
  const { clock, fail } = world();
  let tried = 0;
  for (let index = 0; index < 200; index += 1) tried += fail("ann", address(index), 1);
  expect(tried).toBe(20);
  clock.now += 10 * MINUTE;
  for (let index = 0; index < 200; index += 1) tried += fail("ann", address(index), 1);
  expect(tried).toBe(40);
});

test("nobody is locked out by others: where ann signed in before, she signs in while all the world guesses", () => {
  const { clock, throttle, fail, succeed } = world();
  succeed("ann", "192.0.2.1");
  for (let round = 0; round < 50; round += 1) {
    for (let index = 0; index < 50; index += 1) fail("ann", address(index), 1);
    expect(() => throttle.attempt({ account: "ann", ip: "198.51.100.1" })).toThrow("try again in");
    succeed("ann", "192.0.2.1");
    clock.now += 1000;
  }
  // Whoever sits there guesses no more often than elsewhere.
  expect(fail("ann", "192.0.2.1")).toBe(5);
  clock.now += 31 * 24 * 60 * MINUTE;
  for (let index = 0; index < 50; index += 1) fail("ann", address(index), 1);
  expect(fail("ann", "192.0.2.1")).toBe(0);
});

test("an account that nobody has is throttled as one is", () => {
  const { fail } = world();
  expect(fail("nobody", "192.0.2.1")).toBe(fail("ann", "192.0.2.2"));
});

test("a flood of names frees no account", () => {
  const { fail } = world();
  expect(fail("ann", "192.0.2.1")).toBe(5);
  for (let index = 0; index < 20_000; index += 1) fail(`name-${String(index)}`, address(index), 1);
  expect(fail("ann", "192.0.2.1")).toBe(0);
});

test("addresses that are not known are one", () => {
  const { fail } = world();
  expect(fail("ann", null)).toBe(5);
  expect(fail("ann", null)).toBe(0);
});
