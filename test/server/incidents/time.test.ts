import { expect, test } from "vitest";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

/** What has happened to others, as far as it is about time. */

const SECOND = 1000;
const HOUR = 3600 * SECOND;

type Body = Readonly<Record<string, unknown>>;

async function account(world: DomainWorld, name: string, role?: string): Promise<string> {
  const body = { name, project: "system" };
  const { id } = await world.call(world.admin, "service_account.create", { body });
  const binding = { role_id: role, service_account_id: id, project: "system" };
  if (role !== undefined) await world.call(world.admin, "role_binding.create", { body: binding });
  return String(id);
}

async function mint(
  world: DomainWorld,
  body: Body,
  by = world.admin,
): Promise<{ id: string; secret: string }> {
  const made = await world.call(by, "token.create", { body: { name: "main", ...body } });
  return { id: String(made["id"]), secret: String(made["secret"]) };
}

const isAccepted = async (world: DomainWorld, token: string): Promise<boolean> =>
  world.call(token, "whoami").then(
    () => true,
    () => false,
  );
const inTime = (world: DomainWorld, ms: number): string => new Date(world.clock.now + ms).toISOString();

test("a token that is extended in the last second before its longest life does not outlive it (Vault, CVE-2021-32923)", async () => {
  await using world = await createDomainWorld();
  const owner = await account(world, "extended");
  for (const before of [1000, 999, 500, 1, 0, -1, -1000]) {
    const absolute = inTime(world, HOUR);
    const { id, secret } = await mint(world, {
      service_account_id: owner,
      name: `before ${String(before)}`,
      max_age: "60s",
      extend_on_use: true,
      absolute_expires_at: absolute,
    });
    // Kept alive until then by use.
    while (world.clock.now + 45 * SECOND < Date.parse(absolute) - 1000) {
      world.clock.now += 45 * SECOND;
      expect(await isAccepted(world, secret)).toBe(true);
      await world.storeUses();
    }
    world.clock.now = Date.parse(absolute) - before;
    expect([before, await isAccepted(world, secret)]).toEqual([before, before > 0]);
    await world.storeUses();
    const { expires_at: end } = (await world.store.read.tokens.get(id))!;
    expect(Date.parse(end ?? "9999-12-31T00:00:00Z")).toBeLessThanOrEqual(Date.parse(absolute));
    world.clock.now = Date.parse(absolute);
    expect(await isAccepted(world, secret)).toBe(false);
  }
});

test("what a token makes for its own owner neither outlives nor outdoes it (Vault, CVE-2020-25816 and 0.6.4)", async () => {
  await using world = await createDomainWorld();
  const owner = await account(world, "parent", "role_admin");
  const parent = await mint(world, { service_account_id: owner, expires_at: inTime(world, HOUR) });
  const child = (body: Body) =>
    mint(world, { service_account_id: owner, name: "child", ...body }, parent.secret).then(
      () => "made",
      (cause: { code: string }) => cause.code,
    );
  expect(await child({})).toBe("exceeds_own_rights");
  expect(await child({ expires_at: inTime(world, HOUR + 1) })).toBe("exceeds_own_rights");
  expect(await child({ max_age: "30m", extend_on_use: true })).toBe("exceeds_own_rights");
  expect(await child({ expires_at: inTime(world, HOUR) })).toBe("made");
  const narrow = await mint(world, {
    service_account_id: owner,
    name: "narrow",
    mode: "custom",
    rules: [{ resource_type: "jeton.token", actions: ["*"] }],
  });
  const wider = { service_account_id: owner, name: "wider", mode: "full_access" };
  await expect(mint(world, wider, narrow.secret)).rejects.toMatchObject({ code: "exceeds_own_rights" });
});

test("a token is refused from the very instant of its end (authentik, #14093)", async () => {
  await using world = await createDomainWorld();
  const owner = await account(world, "ending");
  const { secret } = await mint(world, { service_account_id: owner, expires_at: inTime(world, HOUR) });
  world.clock.now += HOUR - 1;
  expect(await isAccepted(world, secret)).toBe(true);
  world.clock.now += 1;
  expect(await isAccepted(world, secret)).toBe(false);
});

test("a longest life holds for tokens of every kind of owner (Grafana, #77362)", async () => {
  await using world = await createDomainWorld();
  const policy = { project: "system", max_lifetime: "24h", allow_never: false };
  const owner = await account(world, "limited");
  const user = await world.call(world.admin, "user.create", { body: { email: "one@example.com" } });
  const admin = await mint(world, { role_id: "role_admin", project: "system", max_age: "12h" });
  await world.call(world.admin, "policy.create", { body: policy });
  for (const owned of [
    { service_account_id: owner },
    { user_id: user["id"] },
    { role_id: "role_viewer", project: "system" },
  ]) {
    for (const over of [{}, { max_age: "25h" }, { expires_at: inTime(world, 25 * HOUR) }]) {
      const body = { ...owned, name: "long", ...over };
      await expect(mint(world, body, admin.secret)).rejects.toMatchObject({ code: "validation_failed" });
    }
    const { secret } = await mint(world, { ...owned, name: "short", max_age: "1h" }, admin.secret);
    expect(await isAccepted(world, secret)).toBe(true);
  }
});

test("the last use that is shown is the last use (Grafana 10.1)", async () => {
  await using world = await createDomainWorld();
  const owner = await account(world, "used");
  const { id, secret } = await mint(world, { service_account_id: owner });
  for (let round = 1; round <= 3; round += 1) {
    world.clock.now += HOUR;
    expect(await isAccepted(world, secret)).toBe(true);
    await world.storeUses();
    const shown = await world.call(world.admin, "token.get", { id });
    expect(shown).toMatchObject({ last_used_at: inTime(world, 0), uses: round });
  }
});
