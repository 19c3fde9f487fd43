import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { argon2id, type Derive, parseHash } from "../../../server/domain/sign-in/password-hash.ts";
import { createPasswords } from "../../../server/domain/sign-in/passwords.ts";

const cheap = { memory: 64, passes: 1, parallelism: 1 };
const right = "a horse, of course";

/** Counts the hashes, and holds them back until they are let through. */
function counting() {
  const asked: Parameters<Derive>[0][] = [];
  const held: (() => void)[] = [];
  const derive: Derive = async (input) => {
    asked.push(input);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    held.push(() => {
      resolve(undefined);
    });
    await promise;
    return argon2id(input);
  };
  const release = (): void => held.splice(0).forEach((go) => go());
  return { derive, asked, release };
}

test("a password is the one its hash was made of, and no other is", async () => {
  const passwords = createPasswords({ randomBytes, cost: cheap });
  const stored = await passwords.hash(right);
  expect(await passwords.matches(right, stored)).toBe(true);
  for (const other of ["", `${right} `, right.toUpperCase(), stored, "x".repeat(1024)])
    expect(await passwords.matches(other, stored)).toBe(false);
});

test("a hash is written as PHC strings are, costs what OWASP advises, and never comes twice", async () => {
  const passwords = createPasswords({ randomBytes });
  const [first, second] = [await passwords.hash(right), await passwords.hash(right)];
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(second).not.toBe(first);
  expect(passwords.isOutdated(first)).toBe(false);
});

test.each([
  // Of the reference implementation's own tests, and of its command.
  "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
  "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
])("hashes of other implementations are understood: %s", async (stored) => {
  const passwords = createPasswords({ randomBytes });
  expect(await passwords.matches("password", stored)).toBe(true);
  expect(await passwords.matches("passwore", stored)).toBe(false);
  expect(passwords.isOutdated(stored)).toBe(true);
});

test.each(["", "x", "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65", "$argon2id$v=16$m=256,t=2,p=1$c2$nf"])(
  "%j is no hash",
  async (stored) => {
    expect(parseHash(stored)).toBeUndefined();
    const passwords = createPasswords({ randomBytes, cost: cheap });
    expect(await passwords.matches("", stored)).toBe(false);
    expect(passwords.isOutdated(stored)).toBe(true);
  },
);

test("the same characters are the same password however a keyboard writes them", async () => {
  const passwords = createPasswords({ randomBytes, cost: cheap });
  const stored = await passwords.hash("caf\u00E9 au\u00A0lait \u212B");
  expect(await passwords.matches("cafe\u0301 au lait \u00C5", stored)).toBe(true);
  expect(await passwords.matches("cafe au lait A", stored)).toBe(false);
});

test("where there is nobody, one hash is made all the same, at the same cost", async () => {
  const { derive, asked, release } = counting();
  const passwords = createPasswords({ randomBytes, derive, cost: cheap });
  const stored =
    "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
  const both = [passwords.matches(right, stored), passwords.matches(right, undefined)];
  release();
  expect(await Promise.all(both)).toEqual([false, false]);
  const [known, unknown] = asked.map(({ cost, tagBytes, message, salt }) => ({
    cost,
    tagBytes,
    message,
    saltBytes: salt.length,
  }));
  expect(asked).toHaveLength(2);
  expect(unknown).toEqual(known);
});

test("two hashes run at once and 32 wait; the next is told to come again, and nothing of its is done", async () => {
  const { derive, asked, release } = counting();
  const passwords = createPasswords({ randomBytes, derive, cost: cheap });
  const under = Array.from({ length: 34 }, () => passwords.hash(right));
  expect(asked).toHaveLength(2);
  await expect(passwords.hash(right)).rejects.toMatchObject({ code: "rate_limited", retryAfter: 2 });
  await expect(passwords.matches(right, undefined, true)).rejects.toMatchObject({ code: "rate_limited" });
  for (let done = 0; done < 34; done += 2) {
    await expect.poll(() => asked.length).toBe(done + 2);
    release();
  }
  expect(new Set(await Promise.all(under)).size).toBe(34);
  expect(asked).toHaveLength(34);
});

test("those of strangers wait among themselves, and everybody else goes first", async () => {
  const { derive, asked, release } = counting();
  const passwords = createPasswords({ randomBytes, derive, cost: cheap });
  const strangers = Array.from({ length: 34 }, () => passwords.matches("stranger", undefined));
  await expect(passwords.matches("stranger", undefined)).rejects.toMatchObject({ code: "rate_limited" });
  const known = [passwords.matches("known", undefined, true), passwords.hash("new")];
  for (let done = 0; done < 36; done += 2) {
    await expect.poll(() => asked.length).toBe(done + 2);
    release();
  }
  await Promise.all([...strangers, ...known]);
  const order = asked.map(({ message }) => Buffer.from(message).toString());
  expect(order.slice(0, 5)).toEqual(["stranger", "stranger", "known", "new", "stranger"]);
});

test("a hash that fails makes room for the next", async () => {
  let count = 0;
  const derive: Derive = async (input) => {
    count += 1;
    if (count <= 5) throw new Error("no memory");
    return argon2id(input);
  };
  const passwords = createPasswords({ randomBytes, derive, cost: cheap });
  const all = await Promise.allSettled(Array.from({ length: 6 }, () => passwords.hash(right)));
  expect(all.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 5 }, () => "rejected"),
    "fulfilled",
  ]);
});
