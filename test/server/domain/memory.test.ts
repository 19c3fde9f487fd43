import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEpochWatch } from "../../../server/domain/memory/epoch-watch.ts";
import { createKnownForwardAuth } from "../../../server/domain/memory/known-forward-auth.ts";
import { createMemory, type Memory } from "../../../server/domain/memory/memory.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

/** When what is remembered of a token ends by itself. */
const START = Date.parse("2030-01-01T00:00:00Z");
const client = { ip: "10.0.0.1", userAgent: null, requestId: "req_1", managedBy: "api" };
let world: DomainWorld;
beforeEach(async () => {
  world = await createDomainWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

async function makeAccount(name: string): Promise<string> {
  const made = await world.call(world.admin, "service_account.create", { body: { name, project: "system" } });
  return String(made["id"]);
}

async function makeToken(over: Readonly<Record<string, unknown>>): Promise<{ id: string; secret: string }> {
  const service_account_id = await makeAccount("ci");
  const made = await world.call(world.admin, "token.create", {
    body: { service_account_id, name: "ci", ...over },
  });
  return { id: String(made["id"]), secret: String(made["secret"]) };
}

/** From memory alone. */
function fromMemory() {
  const { secretNow: _, ...store } = world.store;
  return createKnownForwardAuth({ ...world.deps, store });
}
const isKnown = (text: string): boolean => fromMemory()(text, {}, client) !== undefined;

/** As a request is answered, which remembers it. */
async function isAccepted(text: string): Promise<boolean> {
  return world.call(text, "forward-auth", { query: {}, client }).then(
    () => true,
    () => false,
  );
}

test("it is known once it was accepted, and not before", async () => {
  const { secret } = await makeToken({});
  expect(isKnown(secret)).toBe(false);
  expect([await isAccepted(secret), await isAccepted(secret), isKnown(secret)]).toEqual([true, true, true]);
});

test("it ends with its token, by the clock, and is not known either when that is set back before it began", async () => {
  const { secret } = await makeToken({ expires_at: at(100), not_before: at(10) });
  world.clock.now = START + 10_000;
  await isAccepted(secret);
  await isAccepted(secret);
  const known = [50, 99.999, 100, 1000, 9.999, 10].map((seconds) => {
    world.clock.now = START + seconds * 1000;
    return isKnown(secret);
  });
  expect(known).toEqual([true, true, false, false, false, true]);
  world.clock.now = START + 9_999;
  expect(await isAccepted(secret)).toBe(false);
});

test("a secret that was rotated away ends with its grace", async () => {
  const { id, secret } = await makeToken({});
  await world.call(world.admin, "token.rotate", { id, body: { grace_period: "PT60S" } });
  await isAccepted(secret);
  await isAccepted(secret);
  world.clock.now = START + 59_999;
  expect(isKnown(secret)).toBe(true);
  world.clock.now = START + 60_000;
  expect([isKnown(secret), await isAccepted(secret)]).toEqual([false, false]);
});

test("what is held by a binding that ends, ends with it", async () => {
  const service_account_id = await makeAccount("nightly");
  const binding = { role_id: "role_viewer", service_account_id, project: "system", expires_at: at(60) };
  await world.call(world.admin, "role_binding.create", { body: binding });
  const body = { service_account_id, name: "nightly" };
  const secret = String((await world.call(world.admin, "token.create", { body }))["secret"]);
  const query = { resource_type: "jeton.role", action: "read", project: "system" };
  const mayRead = fromMemory();
  for (let round = 0; round < 2; round += 1) await world.call(secret, "forward-auth", { query, client });
  world.clock.now = START + 59_999;
  expect(mayRead(secret, query, client)).toMatchObject({ subject: "sa/system/nightly" });
  world.clock.now = START + 60_000;
  expect(mayRead(secret, query, client)).toBe(undefined);
  await expect(world.call(secret, "forward-auth", { query, client })).rejects.toThrow("may not read");
});

test("a use that decides something is never answered from memory: one of few, or one that moves an end", async () => {
  const few = await makeToken({ usage_limit: 2 });
  const asked = [await isAccepted(few.secret), isKnown(few.secret), await isAccepted(few.secret)];
  expect([...asked, await isAccepted(few.secret)]).toEqual([true, false, true, false]);
  const account = await makeAccount("extended");
  const body = { service_account_id: account, name: "extended", max_age: "PT1H", extend_on_use: true };
  const secret = String((await world.call(world.admin, "token.create", { body }))["secret"]);
  await isAccepted(secret);
  await isAccepted(secret);
  world.clock.now = START + 59_999;
  expect(isKnown(secret)).toBe(true);
  world.clock.now = START + 60_000;
  expect([isKnown(secret), await isAccepted(secret)]).toEqual([false, true]);
  await world.storeUses();
  await isAccepted(secret);
  await isAccepted(secret);
  expect(isKnown(secret)).toBe(true);
});

test("addresses, audiences and paces are looked at each time", async () => {
  const { secret } = await makeToken({
    allowed_cidrs: ["10.0.0.0/24"],
    audiences: ["https://jeton.test"],
    rate_limit: { requests: 4, period: "PT1H" },
  });
  await isAccepted(secret);
  await isAccepted(secret);
  const ask = fromMemory();
  expect(ask(secret, {}, { ...client, ip: "10.0.1.1" })).toBe(undefined);
  expect(ask(secret, { audience: "https://other.test" }, client)).toBe(undefined);
  expect([isKnown(secret), isKnown(secret), isKnown(secret)]).toEqual([true, true, false]);
});

test("a token of a known owner is read with the epoch, and used with nothing of another one; what fails is for the ordinary way", async () => {
  const { secret } = await makeToken({});
  await isAccepted(secret);
  const body = { service_account_id: "sa/system/ci", name: "other" };
  const other = await world.call(world.admin, "token.create", { body });
  const text = String(other["secret"]);
  const { secretNow } = world.store;
  if (!secretNow) throw new Error("the database of this world is read without waiting");
  const reading = (read: typeof secretNow) =>
    createKnownForwardAuth({ ...world.deps, store: { ...world.store, secretNow: read } })(text, {}, client);
  const moved = (by: number) =>
    reading((id) => {
      const found = secretNow(id);
      return found && { ...found, epoch: found.epoch + by };
    });
  const failing = (): never => {
    throw new Error("disk I/O error");
  };
  expect([moved(1), moved(-1), reading(failing), reading(() => undefined)]).toEqual(Array(4).fill(undefined));
  expect(moved(0)).toMatchObject({ subject: "sa/system/ci", token_id: other["id"] });
});

test("a session is none for programs, also when it is known", async () => {
  await isAccepted(world.admin);
  const remembered = world.deps.memory.current();
  const found = remembered?.find(world.admin);
  expect(found?.token.session).toBe(false);
  await expect(world.call(world.admin, "whoami", { as: "session" })).rejects.toThrow("unknown");
});

test("it holds as many tokens as it may, the latest; nothing while the epoch is too old, nor after a minute", async () => {
  const clock = { now: 0 };
  const clocks = { monotonic: () => clock.now, wall: () => clock.now };
  const watch = createEpochWatch(world.store.head, clocks);
  const { store } = world;
  const memory: Memory = createMemory({
    store,
    watch,
    ...clocks,
    now: world.deps.now,
    randomBytes,
    most: 10,
  });
  const { id } = await makeToken({});
  await watch.read();
  const token = await store.read.tokens.get(id);
  const [secret] = await store.read.secrets.list({ token_id: id });
  for (let index = 0; index < 1000; index += 1) {
    memory.current()?.keep(`text ${String(index)}`, { token: token!, secret: secret! });
  }
  const held = (): readonly number[] =>
    Array.from({ length: 1000 }, (_, index) => index).filter((index) =>
      memory.current()?.find(`text ${String(index)}`),
    );
  expect(held()).toEqual([990, 991, 992, 993, 994, 995, 996, 997, 998, 999]);
  clock.now = 899;
  expect(held()).toHaveLength(10);
  clock.now = 900;
  expect(memory.current()).toBe(undefined);
  for (const now of [900, 60_000, 60_001]) {
    clock.now = now;
    await watch.read();
    expect([now, held().length]).toEqual([now, now > 60_000 ? 0 : 10]);
  }
});
