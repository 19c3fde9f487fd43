import { afterEach, beforeEach, expect, test } from "vitest";
import { nouns } from "../../../server/contract/nouns/all.ts";
import { etagOf } from "../../../server/domain/etag.ts";
import type { Store } from "../../../server/domain/store.ts";
import { disableUnused } from "../../../server/domain/tokens/unused-tokens.ts";
import { dialects } from "../../support/databases.ts";
import { createPolicyWorld, type MadeToken, type PolicyWorld } from "../../support/policy-world.ts";
import { tokenRow } from "../../support/rows.ts";
import { testActor } from "../../support/stores.ts";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const MINUTE = 60 * 1000;

for (const dialect of dialects) {
  dialect.describe("tokens that nobody uses", () => {
    let world: PolicyWorld;
    let robot: { readonly accountId: string };
    beforeEach(async () => {
      world = await createPolicyWorld(dialect);
      robot = await world.account({});
    });
    afterEach(() => world[Symbol.asyncDispose]());

    const pass = (milliseconds: number): void => void (world.clock.now += milliseconds);
    const isUseNoted = (): boolean => false;
    const run = async (over: Partial<Parameters<typeof disableUnused>[0]> = {}): Promise<number> => {
      const now = (): Date => new Date(world.clock.now);
      const audience = "https://jeton.test";
      let batches = 0;
      const deps = { store: world.store, now, audience, isUseNoted, ...over };
      for await (const _ of disableUnused(deps)) batches += 1;
      return batches;
    };
    const issue = (terms: object = {}): Promise<MadeToken> =>
      world.make({ service_account_id: robot.accountId, ...terms });
    const use = async ({ secret }: MadeToken): Promise<void> => {
      await world.call(secret, "whoami");
      await world.storeUses();
    };
    const entriesOf = (id: string) => world.store.auditPage({ target_id: id }, { limit: 20 });
    const admin = async () => (await world.call(world.admin, "whoami"))["token"] as { id: string };

    test("a token that was not used for so long is disabled, and the audit says why; one that is used goes on", async () => {
      const policy_id = await world.policy("shop", { unused_after: "30d" });
      const [idle, busy, once] = [await issue(), await issue(), await issue()];
      const made = new Date(world.clock.now).toISOString();
      pass(DAY);
      await use(once);
      pass(28 * DAY);
      await use(busy);
      pass(DAY + 2 * MINUTE);
      await run();
      expect(await world.state(idle.id)).toBe("disabled");
      expect([await world.state(busy.id), await world.state(once.id)]).toEqual(["active", "active"]);
      expect(await world.works(idle.secret)).toBe(false);
      const [told] = await entriesOf(idle.id);
      expect(told).toMatchObject({
        actor_id: "system",
        action: "token.disable",
        changes: {
          disabled: { before: false, after: true },
          unused: { since: made, unused_after: "P30D", policy_id },
        },
      });
      const { updated_at } = await world.call(world.admin, "token.get", { id: idle.id });
      expect(updated_at).toBe(new Date(world.clock.now).toISOString());
      pass(DAY);
      await run();
      expect(await world.state(once.id)).toBe("disabled");
    });

    test("not a moment before its time, nor within the minute in which uses may be under way", async () => {
      await world.policy("shop", { unused_after: "1h" });
      const token = await issue();
      pass(HOUR + MINUTE);
      await run();
      expect(await world.state(token.id)).toBe("active");
      pass(1);
      await run();
      expect(await world.state(token.id)).toBe("disabled");
    });

    test("the strictest policy above counts, and none beside or below", async () => {
      await world.policy("system", { unused_after: "60d" });
      await world.policy("shop", { unused_after: "30d" });
      await world.policy("shop.payments", { unused_after: "90d" });
      await world.call(world.admin, "project.create", { body: { name: "shopping" } });
      const terms = { role_id: "role_viewer" };
      const below = await issue({ ...terms, service_account_id: undefined, project: "shop.payments" });
      const beside = await issue({ ...terms, service_account_id: undefined, project: "shopping" });
      pass(31 * DAY);
      await run();
      expect([await world.state(below.id), await world.state(beside.id)]).toEqual(["disabled", "active"]);
      pass(30 * DAY);
      await run();
      expect(await world.state(beside.id)).toBe("disabled");
    });

    test("without a policy that says so nothing is looked at, and nothing changes", async () => {
      await world.policy("shop", { max_lifetime: "400d" });
      const token = await issue({ expires_at: world.inDays(399) });
      pass(300 * DAY);
      const epoch = await world.store.epoch();
      const asked: string[] = [];
      const read = new Proxy(world.store.read, {
        get: (target, kind: keyof Store["read"]) => (asked.push(kind), target[kind]),
      });
      expect(await run({ store: { ...world.store, read } })).toBe(0);
      expect(asked).toEqual(["policies"]);
      expect(await world.store.epoch()).toBe(epoch);
      expect(await world.state(token.id)).toBe("active");
    });

    test("a token that was enabled again, rotated, approved or begins later counts as fresh", async () => {
      await world.policy("shop", { unused_after: "30d" });
      const enabled = await issue();
      const rotated = await issue();
      const later = await issue({ not_before: world.inDays(20) });
      pass(31 * DAY);
      await run();
      expect(await world.state(enabled.id)).toBe("disabled");
      expect(await world.state(later.id)).toBe("active");
      await world.call(world.admin, "token.enable", { id: enabled.id });
      await world.call(world.admin, "token.enable", { id: rotated.id });
      await world.call(world.admin, "token.rotate", { id: rotated.id, body: {} });
      // What is enabled already is not enabled again.
      const switched = await issue();
      pass(20 * DAY);
      await world.call(world.admin, "token.enable", { id: switched.id });
      await run();
      for (const token of [enabled, rotated]) expect(await world.state(token.id)).toBe("active");
      expect(await world.state(later.id)).toBe("disabled");
      pass(11 * DAY);
      await run();
      for (const token of [enabled, rotated, switched]) expect(await world.state(token.id)).toBe("disabled");
    });

    test("the time of a token that waited for its approval counts from that", async () => {
      await world.policy("shop", { require_approval: true, unused_after: "30d" });
      const rules = [{ resource_type: "*", actions: ["*"] }];
      const body = { project: "shop.payments", name: "asking", rules };
      const role = await world.call(world.admin, "role.create", { body });
      const token = await world.make({ role_id: role["id"] });
      pass(40 * DAY);
      await run();
      const approver = await world.account({ project: "system", role: "role_admin" });
      const etag = etagOf(nouns.token, await world.call(approver.secret, "token.get", { id: token.id }));
      await world.call(approver.secret, "token.approve", { id: token.id, body: { etag } });
      pass(20 * DAY);
      await run();
      expect(await world.state(token.id)).toBe("active");
      pass(11 * DAY);
      await run();
      expect(await world.state(token.id)).toBe("disabled");
    });

    test("a change that is not about its use does not keep a token", async () => {
      await world.policy("shop", { unused_after: "30d" });
      const token = await issue();
      pass(29 * DAY);
      await world.call(world.admin, "token.update", { id: token.id, body: { description: "x" } });
      pass(2 * DAY);
      await run();
      expect(await world.state(token.id)).toBe("disabled");
    });

    test("what is refused for another reason, or ends within a day, is left as it is", async () => {
      const approval = await world.policy("shop.payments", { require_approval: true });
      const revoked = await issue();
      await world.call(world.admin, "token.revoke", { id: revoked.id });
      const disabled = await issue({ disabled: true });
      const expired = await issue({ expires_at: world.inDays(2) });
      const blocked = await issue();
      const pending = await issue({
        service_account_id: undefined,
        role_id: "role_viewer",
        project: "shop.payments",
      });
      const ephemeral = await issue({ ephemeral: true, expires_at: world.inDays(0.9) });
      await world.call(world.admin, "policy.delete", { id: approval });
      await world.policy("shop", { unused_after: "1h", max_lifetime: "40d" });
      pass(20 * HOUR);
      await run();
      expect(await world.state(ephemeral.id)).toBe("active");
      pass(10 * DAY);
      const before = await world.store.epoch();
      await run();
      expect(await world.store.epoch()).toBe(before);
      const states = [revoked, disabled, expired, blocked, pending].map(({ id }) => world.state(id));
      const expected = ["revoked", "blocked", "expired", "blocked", "blocked"];
      expect(await Promise.all(states)).toEqual(expected);
    });

    test("the last usable administrator stays, of several the one that was needed last", async () => {
      const role = { project: "system", role: "role_admin" };
      const [first, second] = [await world.account(role), await world.account(role)];
      const bootstrap = await admin();
      await world.policy("system", { unused_after: "30d" });
      pass(2 * DAY);
      await use(first);
      pass(31 * DAY);
      await run();
      const stateOf = async (id: string) => (await world.store.read.tokens.get(id))?.disabled;
      expect(await Promise.all([first, second, bootstrap].map(({ id }) => stateOf(id)))).toEqual([
        false,
        true,
        true,
      ]);
      pass(300 * DAY);
      await run();
      expect(await stateOf(first.id)).toBe(false);
      await world.call(first.secret, "token.enable", { id: second.id });
      await run();
      expect(await Promise.all([first, second].map(({ id }) => stateOf(id)))).toEqual([true, false]);
    });

    test("a use that is noted and not stored yet wins", async () => {
      await world.policy("shop", { unused_after: "1h" });
      const [used, idle] = [await issue(), await issue()];
      pass(2 * HOUR);
      await run({ isUseNoted: (id) => id === used.id });
      expect([await world.state(used.id), await world.state(idle.id)]).toEqual(["active", "disabled"]);
    });

    test("a use that is stored between the look and the change wins", async () => {
      await world.policy("shop", { unused_after: "1h" });
      const [used, idle] = [await issue(), await issue()];
      pass(2 * HOUR);
      const at = new Date(world.clock.now).toISOString();
      const write: Store["write"] = async (actor, work) => {
        await world.store.recordUses([{ tokenId: used.id, count: 1, at, ip: null, by: null }]);
        return world.store.write(actor, work);
      };
      await run({ store: { ...world.store, write } });
      expect([await world.state(used.id), await world.state(idle.id)]).toEqual(["active", "disabled"]);
    });

    test("a use that is counted while the change is made wins, since it waits for no other writer", async () => {
      await world.policy("shop", { unused_after: "1h" });
      const [used, idle] = [await issue({ usage_limit: 10 }), await issue()];
      pass(2 * HOUR);
      const at = new Date(world.clock.now).toISOString();
      const write: Store["write"] = (actor, work) =>
        world.store.write(actor, (rows) =>
          work({
            ...rows,
            tokens: {
              ...rows.tokens,
              updateAll: async (where, patch) => {
                await rows.claimUse({ tokenId: used.id, count: 1, at, ip: null, by: null });
                return rows.tokens.updateAll(where, patch);
              },
            },
          }),
        );
      await run({ store: { ...world.store, write } });
      expect([await world.state(used.id), await world.state(idle.id)]).toEqual(["active", "disabled"]);
      expect((await entriesOf(used.id)).map(({ action }) => action)).toEqual(["token.create"]);
    });

    test("many go in batches, those in between that stay hold nobody up, and a second run finds nothing", async () => {
      const made = new Date(world.clock.now - 2 * HOUR).toISOString();
      await world.policy("system", { unused_after: "1h" });
      const owner = { service_account_id: robot.accountId, project_id: "system", created_at: made };
      await world.store.write(testActor, async ({ tokens }) => {
        for (let index = 0; index < 450; index += 1) {
          const id = `tok_${String(index)}`;
          await tokens.insert(tokenRow({ ...owner, id, name: id, last_used_at: index < 250 ? made : null }));
        }
        return { result: undefined, entries: [] };
      });
      expect(await run({ isUseNoted: (id) => id.startsWith("tok_1") })).toBe(3);
      const left = await world.store.read.tokens.list({ created_at: made, disabled: false });
      expect(new Set(left.map(({ id }) => id.slice(0, 5)))).toEqual(new Set(["tok_1"]));
      await run();
      const epoch = await world.store.epoch();
      await run();
      expect(await world.store.epoch()).toBe(epoch);
      expect(await world.store.read.tokens.count({ created_at: made, disabled: true })).toBe(450);
    });
  });
}
