import { expect, test } from "vitest";
import { tellExpiry } from "../../../server/domain/events/expiry.ts";
import { purgeEnded } from "../../../server/domain/audit/retention.ts";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

const DAY = 24 * 60 * 60 * 1000;

type Body = Readonly<Record<string, unknown>>;

async function prepared(dialect?: (typeof dialects)[number]) {
  const world = await createDomainWorld(dialect);
  const start = world.clock.now;
  const make = (operation: Parameters<DomainWorld["call"]>[1], body: Body) =>
    world.call(world.admin, operation, { body });
  const { id: account } = await make("service_account.create", { name: "worker", project: "system" });
  const url = "https://hooks.example.org/";
  const events = ["token.expiring", "token.expired"];
  await make("webhook.create", { name: "pager", project: "system", url, events });
  return {
    world,
    token: async (terms: Body) =>
      make("token.create", {
        service_account_id: account,
        name: JSON.stringify(terms).slice(0, 40),
        ...terms,
      }),
    /** Looks for what is to be told, at that day since the start. */
    look: async (day?: number) => {
      if (day !== undefined) world.clock.now = start + day * DAY;
      for await (const _ of tellExpiry(world.deps));
    },
    /** What was told of a token so far: days, and `expired`. */
    told: async (id: unknown) =>
      (await world.store.read.events.list({ subject_id: String(id) })).map(
        ({ type, data }) => data["days"] ?? type.replace("token.", ""),
      ),
  };
}

for (const dialect of dialects) {
  dialect.describe("expiry warnings", () => {
    test("each is told once, whichever of two servers comes first, and however often they look", async () => {
      const { world, token, look, told } = await prepared(dialect);
      await using _ = world;
      const { id } = await token({ max_age: "60d" });
      for (let day = 0; day <= 65; day += 1) await Promise.all([look(day), look(), look()]);
      expect(await told(id)).toEqual([30, 14, 7, 1, "expired"]);
    });
  });
}

test("what is not looked for in time is told by the next that is due, not all at once", async () => {
  const { world, token, look, told } = await prepared();
  await using _ = world;
  const { id } = await token({ max_age: "60d" });
  await look(50);
  expect(await told(id)).toEqual([14]);
  await look(61);
  expect(await told(id)).toEqual([14, "expired"]);
});

test("a token is warned of no earlier than it was made to live for", async () => {
  const { world, token, look, told } = await prepared();
  await using _ = world;
  const [week, day, hour] = [
    await token({ max_age: "7d" }),
    await token({ max_age: "1d" }),
    await token({ max_age: "2h" }),
  ];
  for (let at = 0; at <= 8; at += 0.25) await look(at);
  expect(await told(week["id"])).toEqual([1, "expired"]);
  expect(await told(day["id"])).toEqual(["expired"]);
  expect(await told(hour["id"])).toEqual(["expired"]);
});

test("one that is rotated, extended or given another end is warned of anew", async () => {
  const { world, token, look, told } = await prepared();
  await using _ = world;
  const { id: rotated } = await token({ max_age: "20d" });
  const { id: changed } = await token({ max_age: "19d" });
  await look(10);
  await world.call(world.admin, "token.rotate", { id: String(rotated), body: {} });
  const body = { max_age: null, expires_at: new Date(world.clock.now + 5 * DAY).toISOString() };
  await world.call(world.admin, "token.update", { id: String(changed), body });
  await look(10.5);
  await look(17);
  expect(await told(rotated)).toEqual([14, 14]);
  expect(await told(changed)).toEqual([14, 7, "expired"]);
});

test("use that moves the end keeps the warnings away, and one that stops brings them", async () => {
  const { world, token, look, told } = await prepared();
  await using _ = world;
  const { id, secret } = await token({ max_age: "20d", extend_on_use: true });
  for (let day = 0; day < 40; day += 1) {
    world.clock.now += DAY;
    await world.call(String(secret), "whoami");
    await world.storeUses();
    await look();
  }
  expect(await told(id)).toEqual([]);
  world.clock.now += 7 * DAY;
  await look();
  expect(await told(id)).toEqual([14]);
});

test("nobody is told of what is disabled, revoked, ephemeral or ended long ago", async () => {
  const { world, token, look, told } = await prepared();
  await using _ = world;
  const disabled = await token({ max_age: "20d", disabled: true });
  const revoked = await token({ max_age: "21d" });
  await world.call(world.admin, "token.revoke", { id: String(revoked["id"]) });
  const ephemeral = await token({ max_age: "20h", ephemeral: true });
  const old = await token({ max_age: "1h" });
  await look(40);
  for (const { id } of [disabled, revoked, ephemeral, old]) expect(await told(id)).toEqual([]);
});

test("what was told of a token is forgotten with it", async () => {
  const { world, token, look } = await prepared();
  await using _ = world;
  await token({ max_age: "20d" });
  await look(10);
  expect(await world.store.read.expiry_notices.list({})).toHaveLength(1);
  world.clock.now += 200 * DAY;
  await purgeEnded(world.deps, 24 * 60 * 60);
  expect(await world.store.read.expiry_notices.list({})).toEqual([]);
});

test("whoever uses a token in its last week is told when it ends, unless its use moves that", async () => {
  const { world, token } = await prepared();
  await using _ = world;
  const ends = async (secret: unknown): Promise<string | undefined> => {
    let end: string | undefined;
    await world.call(String(secret), "whoami", { client: { noteEnd: (at) => (end = at) } });
    return end;
  };
  const [long, short, sliding, bounded] = [
    await token({ max_age: "20d" }),
    await token({ max_age: "7d" }),
    await token({ max_age: "8d", extend_on_use: true }),
    await token({
      max_age: "9d",
      extend_on_use: true,
      absolute_expires_at: new Date(world.clock.now + 10 * DAY).toISOString(),
    }),
  ];
  expect([await ends(long["secret"]), await ends(short["secret"])]).toEqual([undefined, undefined]);
  world.clock.now += 4 * DAY;
  expect(await ends(bounded["secret"])).toBe("2030-01-11T00:00:00.000Z");
  expect([await ends(long["secret"]), await ends(short["secret"]), await ends(sliding["secret"])]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  world.clock.now += 9.5 * DAY;
  expect(await ends(long["secret"])).toBe("2030-01-21T00:00:00.000Z");
});
