import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Case {
  readonly world: DomainWorld;
  readonly id: string;
  readonly reference: string;
  readonly first: string;
}

let count = 0;

async function issue(world: DomainWorld, terms: object = {}): Promise<Case> {
  const name = `token ${String((count += 1))}`;
  const body = { role_id: "role_viewer", project: "system", name, ...terms };
  const { id, secret } = await world.call(world.admin, "token.create", { body });
  return { world, id: String(id), reference: `role/system/viewer/${name}`, first: String(secret) };
}

/** A token that has rotated itself, and whose first secret is past its grace; it gives the second. */
async function rotatedItself({ world, id, first }: Case, key?: string): Promise<string> {
  const repeat = key === undefined ? {} : { repeat: { key, bodyHash: "x", replayed: () => undefined } };
  const { secret } = await world.call(first, "token.rotate", { id, body: {}, client: repeat });
  world.clock.now += MINUTE;
  return String(secret);
}

async function present(
  world: DomainWorld,
  text: string,
  { id, key, ip = "192.0.2.7" }: { readonly id?: string; readonly key?: string; readonly ip?: string } = {},
): Promise<void> {
  const client = { ip, userAgent: "curl", ...(id !== undefined && { rotating: { id, key } }) };
  await expect(world.call(text, "token.rotate", { id: id ?? "", body: {}, client })).rejects.toMatchObject({
    code: "invalid_token",
  });
}

const works = async (world: DomainWorld, text: string): Promise<boolean> =>
  (await world.rightsOf(text)) !== undefined;

async function told({ world, id }: Case): Promise<readonly string[]> {
  const rows = await world.store.auditPage({ target_id: id }, { limit: 50 });
  return rows.map(({ action }) => action).filter((action) => /reuse|revoke/.test(action));
}

for (const dialect of dialects) {
  dialect.describe("a secret that was rotated away and comes back", () => {
    test("is refused and told of once in an hour, with who and where, and never the secret", async () => {
      await using world = await createDomainWorld(dialect);
      const one = await issue(world);
      const second = await rotatedItself(one);
      for (let time = 0; time < 5; time += 1) await present(world, one.first);
      expect(await told(one)).toEqual(["token.reuse"]);
      world.clock.now += HOUR;
      await Promise.all(Array.from({ length: 20 }, () => present(world, one.first)));
      expect(await told(one)).toEqual(["token.reuse", "token.reuse"]);
      const [entry] = await world.store.auditPage({ action: "token.reuse" }, { limit: 1 });
      const { hint } = world.reuses[0]!;
      expect(one.first.startsWith(hint)).toBe(true);
      expect(entry).toMatchObject({
        actor_type: "system",
        ip: "192.0.2.7",
        request_id: "req_1",
        target_id: one.id,
        changes: { hint, user_agent: "curl" },
      });
      expect(JSON.stringify([entry, world.reuses])).not.toContain(one.first);
      expect(world.reuses).toHaveLength(2);
      expect(await works(world, second)).toBe(true);
    });

    test("and rotates its token once more ends it, by its id and by its reference, at once", async () => {
      await using world = await createDomainWorld(dialect);
      for (const by of ["id", "reference"] as const) {
        const one = await issue(world);
        const second = await rotatedItself(one);
        // That it was told of within the hour makes no difference.
        await present(world, one.first);
        await present(world, one.first, { id: one[by] });
        expect(await works(world, second)).toBe(false);
        expect(await told(one)).toEqual(["token.revoke", "token.reuse", "token.reuse"]);
        expect(world.reuses.at(-1)).toMatchObject({ tokenId: one.id, ended: true });
        await present(world, one.first, { id: one.id });
        expect(await told(one)).toHaveLength(3);
      }
    });

    test("ends it while it is disabled, too: it would come back with a secret that may be a thief's", async () => {
      await using world = await createDomainWorld(dialect);
      const one = await issue(world);
      await rotatedItself(one);
      await world.call(world.admin, "token.disable", { id: one.id });
      await present(world, one.first, { id: one.id });
      expect((await world.store.read.tokens.get(one.id))?.revoked_at).not.toBeNull();
    });

    test("ends nothing when somebody else had rotated it away", async () => {
      await using world = await createDomainWorld(dialect);
      const one = await issue(world);
      const rotated = await world.call(world.admin, "token.rotate", { id: one.id, body: {} });
      await present(world, one.first, { id: one.id });
      expect([await works(world, String(rotated["secret"])), await told(one)]).toEqual([
        true,
        ["token.reuse"],
      ]);
    });

    test("ends nothing by the retry of a rotation whose reply was lost, however late", async () => {
      await using world = await createDomainWorld(dialect);
      const one = await issue(world);
      const second = await rotatedItself(one, "key");
      world.clock.now += 48 * HOUR;
      await present(world, one.first, { id: one.id, key: "key" });
      expect([await works(world, second), await told(one)]).toEqual([true, ["token.reuse"]]);
      await present(world, one.first, { id: one.id, key: "another" });
      expect(await works(world, second)).toBe(false);
    });

    test("ends nothing by rotating others, by any other request, and from where it may not be used", async () => {
      await using world = await createDomainWorld(dialect);
      const one = await issue(world, { allowed_cidrs: ["192.0.2.0/24"] });
      const other = await issue(world);
      const client = { ip: "192.0.2.1" };
      const body = {};
      const { secret } = await world.call(one.first, "token.rotate", { id: one.id, body, client });
      world.clock.now += MINUTE;
      await present(world, one.first, { id: other.id });
      await present(world, one.first);
      await present(world, one.first, { id: one.id, ip: "198.51.100.1" });
      expect((await world.store.read.tokens.get(one.id))?.revoked_at).toBeNull();
      expect((await world.call(String(secret), "whoami", { client }))["token"]).toMatchObject({ id: one.id });
    });

    test("is not told of within its grace, after a rollback, of a lost reply, nor once its token has ended", async () => {
      await using world = await createDomainWorld(dialect);
      const one = await issue(world);
      const rotated = await world.call(one.first, "token.rotate", { id: one.id, body: {} });
      await expect(world.call(one.first, "token.rotate", { id: one.id, body: {} })).rejects.toMatchObject({
        code: "wrong_state",
      });
      const taken = { rotation_id: rotated["rotation_id"] };
      await world.call(one.first, "token.rollback", { id: one.id, body: taken });
      await present(world, String(rotated["secret"]), { id: one.id });
      await rotatedItself(one);
      await world.call(world.admin, "token.revoke", { id: one.id });
      await present(world, one.first, { id: one.id });
      expect(await told(one)).toEqual(["token.revoke"]);
    });

    test("a text that only begins like it tells and ends nothing", async () => {
      await using world = await createDomainWorld(dialect);
      const one = await issue(world);
      const second = await rotatedItself(one);
      const forged = one.first.slice(0, 17) + second.slice(17);
      await present(world, forged, { id: one.id });
      expect([await works(world, second), await told(one)]).toEqual([true, []]);
    });

    test("the last administrator's token stays, and that it came back is told once in an hour", async () => {
      await using world = await createDomainWorld(dialect);
      const { token } = (await world.call(world.admin, "whoami")) as { token: { id: string } };
      const { secret } = await world.call(world.admin, "token.rotate", { id: token.id, body: {} });
      world.clock.now += MINUTE;
      await present(world, world.admin, { id: token.id });
      await present(world, world.admin, { id: token.id });
      expect(await works(world, String(secret))).toBe(true);
      expect(world.reuses).toMatchObject([{ ended: false }]);
    });
  });
}
