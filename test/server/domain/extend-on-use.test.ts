import { afterAll, beforeAll, expect, test } from "vitest";
import type { Problem } from "../../../server/contract/problem.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

let world: DomainWorld;
beforeAll(async () => {
  world = await createDomainWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const SECOND = 1000;
let count = 0;
const instant = (time: number): string => new Date(time).toISOString();

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly made: Readonly<Record<string, unknown>>;
}

async function make(terms: Readonly<Record<string, unknown>>): Promise<Made> {
  count += 1;
  const body = { role_id: "role_viewer", project: "system", name: `t${String(count)}`, ...terms };
  const made = await world.call(world.admin, "token.create", { body });
  return { id: String(made["id"]), secret: String(made["secret"]), made };
}

/** A use at a time, by what the caller sees of it: true when it was accepted. */
async function useAt(time: number, { secret }: Made): Promise<boolean> {
  world.clock.now = time;
  const accepted = await world.call(secret, "whoami").then(
    () => true,
    (cause: unknown) => {
      // After hundreds from one address in a minute a refusal says that, too.
      expect((cause as Problem).code).toBeOneOf(["invalid_token", "rate_limited"]);
      return false;
    },
  );
  await world.storeUses();
  return accepted;
}

const endOf = async ({ id }: Made): Promise<number> =>
  Date.parse((await world.store.read.tokens.get(id))?.expires_at ?? "never");

test("a use moves the end to `max_age` from then, in steps of a twentieth", async () => {
  const start = world.clock.now;
  const token = await make({ max_age: "100s", extend_on_use: true });
  expect(await endOf(token)).toBe(start + 100 * SECOND);
  expect(await useAt(start + 4 * SECOND, token)).toBe(true);
  expect(await endOf(token)).toBe(start + 100 * SECOND);
  expect(await useAt(start + 5 * SECOND, token)).toBe(true);
  expect(await endOf(token)).toBe(start + 105 * SECOND);
  expect(await useAt(start + 104_999, token)).toBe(true);
  expect(await endOf(token)).toBe(start + 204_999);
  expect(await useAt(start + 204_999, token)).toBe(false);
  expect(await endOf(token)).toBe(start + 204_999);
});

test("steps are a minute at most", async () => {
  const start = world.clock.now;
  const token = await make({ max_age: "30d", extend_on_use: true });
  await useAt(start + 59_999, token);
  expect(await endOf(token)).toBe(start + 30 * 86_400 * SECOND);
  await useAt(start + 60_000, token);
  expect(await endOf(token)).toBe(start + 60_000 + 30 * 86_400 * SECOND);
});

test("a use is no change of the token, and no entry in the audit", async () => {
  const start = world.clock.now;
  const token = await make({ max_age: "60s", extend_on_use: true });
  const epoch = await world.store.epoch();
  await useAt(start + 30 * SECOND, token);
  expect(await world.store.read.tokens.get(token.id)).toMatchObject({
    updated_at: token.made["updated_at"],
    expires_at: instant(start + 90 * SECOND),
    uses: 1,
  });
  expect(await world.store.epoch()).toBe(epoch);
});

test("when the end is near, the move is stored before the answer", async () => {
  const start = world.clock.now;
  const token = await make({ max_age: "60s", extend_on_use: true });
  world.clock.now = start + 20 * SECOND;
  await world.call(token.secret, "whoami");
  expect(await endOf(token)).toBe(start + 60 * SECOND);
  world.clock.now = start + 55 * SECOND;
  await world.call(token.secret, "whoami");
  expect(await endOf(token)).toBe(start + 115 * SECOND);
});

test("a move that is stored too late revives nothing", async () => {
  const start = world.clock.now;
  const token = await make({ max_age: "60s", extend_on_use: true });
  world.clock.now = start + 20 * SECOND;
  await world.call(token.secret, "whoami");
  world.clock.now = start + 60 * SECOND;
  await world.storeUses();
  expect(await endOf(token)).toBe(start + 60 * SECOND);
  expect(await useAt(start + 60 * SECOND, token)).toBe(false);
});

test("a move asked for under other terms than there are now is not made", async () => {
  const start = world.clock.now;
  const token = await make({ max_age: "10m", extend_on_use: true });
  world.clock.now = start + 60 * SECOND;
  await world.call(token.secret, "whoami");
  await world.call(world.admin, "token.update", { id: token.id, body: { max_age: "2m" } });
  await world.storeUses();
  expect(await endOf(token)).toBe(start + 120 * SECOND);
});

test("rotation keeps within the absolute end, and gives the whole age before it", async () => {
  const start = world.clock.now;
  const absolute = start + 100 * SECOND;
  const token = await make({ max_age: "60s", extend_on_use: true, absolute_expires_at: instant(absolute) });
  world.clock.now = start + 30 * SECOND;
  await world.call(world.admin, "token.rotate", { id: token.id });
  expect(await endOf(token)).toBe(start + 90 * SECOND);
  world.clock.now = start + 70 * SECOND;
  await world.call(world.admin, "token.rotate", { id: token.id });
  expect(await endOf(token)).toBe(absolute);
});

test("Vault CVE-2021-32923: a use just before or after the longest life never makes a token that does not end", async () => {
  const base = world.clock.now;
  const absolute = base + 3600 * SECOND;
  const terms = { max_age: "60s", extend_on_use: true, absolute_expires_at: instant(absolute) };
  const used = await make(terms);
  for (let time = base; time < absolute - 2 * SECOND; time += 50 * SECOND) {
    expect(await useAt(time, used)).toBe(true);
    const end = await endOf(used);
    expect(end > time && end <= absolute).toBe(true);
  }
  for (let time = absolute - SECOND; time <= absolute + SECOND; time += 1) {
    expect([time - absolute, await useAt(time, used)]).toEqual([time - absolute, time < absolute]);
    const row = await world.store.read.tokens.get(used.id);
    expect(row?.expires_at).toBe(instant(absolute));
  }
});

test("a use just before or after the stored end extends or is refused, to the millisecond", async () => {
  for (const offset of [-1000, -2, -1, 0, 1, 2, 1000]) {
    const start = world.clock.now;
    const token = await make({ max_age: "60s", extend_on_use: true });
    const end = start + 60 * SECOND;
    expect([offset, await useAt(end + offset, token)]).toEqual([offset, offset < 0]);
    expect(await endOf(token)).toBe(offset < 0 ? end + offset + 60 * SECOND : end);
  }
});
