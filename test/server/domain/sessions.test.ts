import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPasswords, type Passwords } from "../../../server/domain/sign-in/passwords.ts";
import { createSignIn } from "../../../server/domain/sign-in/sign-in.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const email = "ann@example.com";
const password = "a horse, of course";
const client = { ip: "192.0.2.1", userAgent: null, requestId: "r", managedBy: "api" };

let world: DomainWorld;
beforeEach(async () => {
  world = await createDomainWorld();
  await world.call(world.admin, "user.create", { body: { email, password } });
});
afterEach(() => world[Symbol.asyncDispose]());

const signIn = (from: { ip?: string; before?: string } = {}) =>
  world.signIn({ email, password }, { client: { ...client, ...from }, before: from.before });
const use = (text: string) =>
  world.call(text, "whoami", { as: "session" }).then(
    () => true,
    () => false,
  );

test("a session ends after half an hour without use, and each use gives it another", async () => {
  const { text } = await signIn();
  for (let round = 0; round < 5; round += 1) {
    world.clock.now += 29 * MINUTE;
    expect(await use(text)).toBe(true);
    await world.storeUses();
  }
  world.clock.now += 30 * MINUTE;
  expect(await use(text)).toBe(false);
});

test("a session ends after twelve hours, however much it is used", async () => {
  const start = world.clock.now;
  const { text } = await signIn();
  while (world.clock.now < start + 12 * HOUR - 10 * MINUTE) {
    world.clock.now += 10 * MINUTE;
    expect(await use(text)).toBe(true);
    await world.storeUses();
  }
  world.clock.now = start + 12 * HOUR - 1;
  expect(await use(text)).toBe(true);
  await world.storeUses();
  world.clock.now += 1;
  expect(await use(text)).toBe(false);
});

test("asking how long a session lasts does not make it last", async () => {
  const { text } = await signIn();
  for (let minute = 0; minute < 29; minute += 1) {
    world.clock.now += MINUTE;
    await world.call(text, "session.get", { as: "session" });
    await world.storeUses();
  }
  world.clock.now += MINUTE;
  expect(await use(text)).toBe(false);
});

test("a password that is changed, or a user who is disabled, while it is looked at opens nothing", async () => {
  const { id } = await world.call(world.admin, "user.get", { id: email });
  for (const body of [{ password: "a mule, of course" }, { disabled: true }]) {
    const matches: Passwords["matches"] = async (...asked) => {
      const isRight = await world.deps.passwords.matches(...asked);
      world.clock.now += 1;
      await world.call(world.admin, "user.update", { id: String(id), body });
      return isRight;
    };
    const slow = createSignIn({ ...world.deps, passwords: { ...world.deps.passwords, matches } });
    await expect(slow({ email, password }, { client, before: undefined })).rejects.toMatchObject({
      code: "wrong_credentials",
    });
    await world.call(world.admin, "user.update", { id: String(id), body: { password } });
  }
});

test("a hash that costs less than one made now is made anew at the next sign-in, and the password stays", async () => {
  const { id } = await world.call(world.admin, "user.get", { id: email });
  const weak = createPasswords({ randomBytes, cost: { memory: 32, passes: 1, parallelism: 1 } });
  const hash = await weak.hash(password);
  await world.store.write(
    { type: "system", id: "system", tokenId: null, ip: null, requestId: null },
    async (rows) => {
      await rows.passwords.update(String(id), { hash });
      return { result: undefined, entries: [] };
    },
  );
  // At once: the second finds the hash that the first made.
  await Promise.all([signIn(), signIn({ ip: "192.0.2.2" })]);
  const after = await world.store.read.passwords.get(String(id));
  expect(after?.hash).toMatch(/m=64,t=1,p=1/);
  await signIn();
  expect((await world.store.read.passwords.get(String(id)))?.hash).toBe(after?.hash);
});

test("a user with a password who administers the system counts as an administrator there is", async () => {
  const { id } = await world.call(world.admin, "user.get", { id: email });
  const bootstrap = await world.call(world.admin, "whoami");
  const tokenId = String((bootstrap["token"] as { id: string }).id);
  await expect(world.call(world.admin, "token.revoke", { id: tokenId })).rejects.toMatchObject({
    code: "last_admin",
  });
  const body = { role_id: "role_admin", user_id: String(id), project: "system" };
  const binding = await world.call(world.admin, "role_binding.create", { body });
  const { text } = await signIn();
  await world.call(text, "token.revoke", { id: tokenId, as: "session" });
  // And is the last one now: not disabled, not unbound.
  for (const [operation, input] of [
    ["user.update", { id: String(id), body: { disabled: true } }],
    ["user.delete", { id: String(id) }],
    ["role_binding.delete", { id: String(binding["id"]) }],
  ] as const)
    await expect(world.call(text, operation, { ...input, as: "session" })).rejects.toMatchObject({
      code: "last_admin",
    });
});

test("a session cannot be rotated, changed or given a longer life, by itself or by an administrator", async () => {
  const { id } = await world.call(world.admin, "user.get", { id: email });
  const body = { role_id: "role_admin", user_id: String(id), project: "system" };
  await world.call(world.admin, "role_binding.create", { body });
  const [mine, other] = [await signIn(), await signIn()];
  for (const [text, as, target] of [
    [mine.text, "session", mine.session.id],
    [mine.text, "session", other.session.id],
    [world.admin, "bearer", mine.session.id],
  ] as const) {
    for (const [operation, change] of [
      ["token.rotate", {}],
      ["token.update", { absolute_expires_at: "2040-01-01T00:00:00Z" }],
      ["token.update", { description: "x" }],
    ] as const)
      await expect(world.call(text, operation, { id: target, body: change, as })).rejects.toMatchObject({
        code: "wrong_state",
      });
  }
});

test("an administrator sees who is signed in, and ends it", async () => {
  const { id } = await world.call(world.admin, "user.get", { id: email });
  const sessions = [await signIn(), await signIn()];
  const body = { user_id: String(id), session: true };
  expect(await world.call(world.admin, "token.bulk-revoke", { body })).toMatchObject({
    count: 2,
    ids: sessions.map(({ session }) => session.id).toSorted(),
  });
  for (const { text } of sessions) expect(await use(text)).toBe(false);
});

test("a policy on how long tokens last keeps nobody from signing in", async () => {
  const body = { project: "system", max_lifetime: "1m" };
  await world.call(world.admin, "policy.create", { body });
  const { text } = await signIn();
  expect(await use(text)).toBe(true);
});
