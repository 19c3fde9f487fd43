import { afterAll, beforeAll, expect, test } from "vitest";
import { nouns } from "../../../server/contract/nouns/all.ts";
import { Problem } from "../../../server/contract/problem.ts";
import { etagOf } from "../../../server/domain/etag.ts";
import { dialects } from "../../support/databases.ts";
import { createPolicyWorld, type MadeToken, type PolicyWorld } from "../../support/policy-world.ts";

const rules = [{ resource_type: "*", actions: ["*"] }];

for (const dialect of dialects) {
  dialect.describe("where a policy requires approval", () => {
    let world: PolicyWorld;
    let alice: MadeToken & { accountId: string };
    let bob: typeof alice;
    let robot: typeof alice;
    let early: MadeToken;
    beforeAll(async () => {
      world = await createPolicyWorld(dialect);
      alice = await world.account({ rules });
      bob = await world.account({ rules });
      robot = await world.account({ rules: [{ resource_type: "flow", actions: ["*"] }] });
      early = await world.make({ service_account_id: robot.accountId, name: "early", ...narrow() });
      await world.policy("shop", { require_approval: true });
    });
    afterAll(() => world[Symbol.asyncDispose]());

    const narrow = () => ({
      mode: "read_only",
      expires_at: world.inDays(10),
      usage_limit: 100,
      allowed_cidrs: ["10.0.0.0/8"],
      audiences: ["https://a.example.org"],
      rate_limit: { requests: 10, period: "1m" },
      not_before: world.inDays(1),
      within: "shop.payments",
    });
    const ask = (terms: object = {}, by = alice): Promise<MadeToken> =>
      world.make({ service_account_id: robot.accountId, expires_at: world.inDays(10), ...terms }, by.secret);
    const seen = async (id: string) => ({
      etag: etagOf(nouns.token, await world.call(world.admin, "token.get", { id })),
    });
    const approve = async (id: string, by: MadeToken) =>
      world.call(by.secret, "token.approve", { id, body: await seen(id) });
    const refused = async (id: string, by: MadeToken) =>
      world.refusal(by.secret, "token.approve", { id, body: await seen(id) });
    const approved = async (terms: object = {}): Promise<MadeToken> => {
      const token = await ask(terms);
      await approve(token.id, bob);
      return token;
    };

    test.each([
      ["a service account's", () => ({ service_account_id: robot.accountId })],
      ["the maker's own", () => ({ service_account_id: alice.accountId })],
      ["a role's", () => ({ role_id: "role_viewer", project: "shop" })],
      ["a role's below", () => ({ role_id: "role_viewer", project: "shop.payments" })],
      [
        "an ephemeral",
        () => ({ service_account_id: robot.accountId, ephemeral: true, expires_at: world.inDays(0.5) }),
      ],
    ])("%s token is pending when it is made, whoever makes it", async (_, owner) => {
      const token = await world.make({ expires_at: world.inDays(10), ...owner() });
      expect(await world.state(token.id)).toBe("pending");
      expect(await world.works(token.secret)).toBe(false);
      await approve(token.id, bob);
      expect(await world.works(token.secret)).toBe(true);
    });

    test("what was there before goes on", async () => {
      expect(await world.state(early.id)).toBe("active");
      expect(await world.state(robot.id)).toBe("active");
    });

    test.each([
      ["another mode", { mode: "full_access" }],
      ["rules beyond its mode", { mode: "custom", rules: [{ resource_type: "flow", actions: ["run"] }] }],
      ["a later end", () => ({ expires_at: world.inDays(11) })],
      ["no end", { expires_at: null }],
      ["an age that rotations renew", { max_age: "9d" }],
      ["more uses", { usage_limit: 101 }],
      ["any number of uses", { usage_limit: null }],
      ["wider ranges", { allowed_cidrs: ["10.0.0.0/8", "192.0.2.0/24"] }],
      ["any range", { allowed_cidrs: null }],
      ["other audiences", { audiences: ["https://a.example.org", "https://b.example.org"] }],
      ["a higher rate", { rate_limit: { requests: 11, period: "1m" } }],
      ["an earlier beginning", { not_before: null }],
      ["a wider project", { within: "shop" }],
      ["every project", { within: null }],
    ])("a token that is given %s is pending again", async (_, terms) => {
      const { id } = await approved(narrow());
      const body = typeof terms === "function" ? terms() : terms;
      await world.call(alice.secret, "token.update", { id, body });
      expect(await world.state(id)).toBe("pending");
      expect(await refused(id, alice)).toMatchObject({ code: "forbidden" });
      await approve(id, bob);
      expect(await world.state(id)).toBe("active");
    });

    test.each([
      ["a nearer end", () => ({ expires_at: world.inDays(9) })],
      ["less to do", { mode: "custom", rules: [{ resource_type: "flow", actions: ["view"] }] }],
      ["fewer uses", { usage_limit: 99 }],
      ["narrower ranges", { allowed_cidrs: ["10.1.0.0/16"] }],
      ["a lower rate", { rate_limit: { requests: 9, period: "1m" } }],
      ["a later beginning", () => ({ not_before: world.inDays(2) })],
      ["other words", { name: "renamed", description: "x", labels: { a: "b" } }],
    ])("a token that is given %s goes on", async (_, terms) => {
      const { id } = await approved(narrow());
      const body = typeof terms === "function" ? terms() : terms;
      await world.call(alice.secret, "token.update", { id, body });
      expect(await world.state(id)).toBe("active");
      await world.call(alice.secret, "token.revoke", { id });
    });

    test("a rotation leaves it as it is, a later end makes it pending, and both know who has the secret", async () => {
      const { id } = await approved();
      await world.call(alice.secret, "token.rotate", { id, body: {} });
      expect(await world.state(id)).toBe("active");
      const later = { expires_at: world.inDays(20) };
      const rotated = await world.call(alice.secret, "token.rotate", { id, body: later });
      expect(rotated).toMatchObject({ state: "pending", requested_by: [alice.accountId] });
      expect(await world.works(String(rotated["secret"]))).toBe(false);
    });

    test("whoever rotates, widens or switches what is pending does not bring it about, and approves it no more", async () => {
      const token = await ask();
      await world.call(bob.secret, "token.disable", { id: token.id });
      await world.call(bob.secret, "token.enable", { id: token.id });
      expect(await world.state(token.id)).toBe("pending");
      const { secret } = await world.call(bob.secret, "token.rotate", { id: token.id, body: {} });
      expect(await world.works(String(secret))).toBe(false);
      for (const by of [alice, bob]) expect(await refused(token.id, by)).toMatchObject({ code: "forbidden" });
      const carol = await world.account({ project: "system", role: "role_admin" });
      await approve(token.id, carol);
      expect(await world.works(String(secret))).toBe(true);
    });

    test("nobody approves their own, with whichever token of theirs", async () => {
      const own = await ask({ service_account_id: bob.accountId });
      expect(await refused(own.id, bob)).toMatchObject({ code: "forbidden" });
      expect(await refused(own.id, alice)).toMatchObject({ code: "forbidden" });
      const second = await ask({ service_account_id: alice.accountId, expires_at: world.inDays(9) });
      await approve(second.id, bob);
      const third = await ask();
      expect(await refused(third.id, second)).toMatchObject({ code: "forbidden" });
    });

    test("a role's token does not approve for whoever made it, nor they for it", async () => {
      const role = await world.call(world.admin, "role.create", {
        body: { name: world.unused(), project: "shop", rules },
      });
      const ofRole = await world.make({ role_id: role["id"], expires_at: world.inDays(9) }, alice.secret);
      await approve(ofRole.id, bob);
      const asked = await ask();
      expect(await refused(asked.id, ofRole)).toMatchObject({ code: "forbidden" });
      const fromRole = await ask({ expires_at: world.inDays(8) }, ofRole as typeof alice);
      expect(await refused(fromRole.id, alice)).toMatchObject({ code: "forbidden" });
      expect(await refused(fromRole.id, ofRole)).toMatchObject({ code: "forbidden" });
      await approve(fromRole.id, bob);
    });

    test("two tokens of a role that somebody has made do not approve for each other", async () => {
      const { id: role_id } = await world.call(world.admin, "role.create", {
        body: { name: world.unused(), project: "shop", rules },
      });
      const ofRole = async (by: MadeToken): Promise<typeof alice> => {
        const made = await world.make({ role_id, expires_at: world.inDays(9) }, by.secret);
        await approve(made.id, bob);
        return { ...made, accountId: "" };
      };
      const [first, second] = [await ofRole(alice), await ofRole(alice)];
      const asked = await ask({ expires_at: world.inDays(8) }, first);
      expect(await refused(asked.id, second)).toMatchObject({ code: "forbidden" });
    });

    test("one who may not approve does not, and a policy that is loosened approves nothing", async () => {
      const maker = await world.account({
        rules: [
          { resource_type: "jeton.token", actions: ["create", "read"] },
          { resource_type: "flow", actions: ["*"] },
        ],
      });
      expect(await world.state(maker.id)).toBe("pending");
      await approve(maker.id, bob);
      const asked = await ask();
      expect(await refused(asked.id, maker)).toMatchObject({ code: "forbidden" });
      const project = "shop.loose";
      await world.call(world.admin, "project.create", { body: { name: project } });
      const id = await world.policy(project, { require_approval: false });
      const token = await world.make(
        { role_id: "role_viewer", project, expires_at: world.inDays(1) },
        alice.secret,
      );
      expect(await world.state(token.id)).toBe("pending");
      await world.call(alice.secret, "policy.delete", { id });
      expect(await world.state(token.id)).toBe("pending");
      await approve(token.id, bob);
    });

    test("a repeated request's fresh secret waits like the first", async () => {
      const client = { repeat: { key: "k", bodyHash: "h", replayed: () => undefined } };
      const body = { service_account_id: robot.accountId, name: world.unused(), expires_at: world.inDays(1) };
      const [, again] = [
        await world.call(alice.secret, "token.create", { body, client }),
        await world.call(alice.secret, "token.create", { body, client }),
      ];
      expect(again["state"]).toBe("pending");
      expect(await world.works(String(again["secret"]))).toBe(false);
    });

    test.each([
      ["other terms", { mode: "full_access" }],
      ["a later end", () => ({ expires_at: world.inDays(11) })],
      ["no end", { expires_at: null }],
      ["other words", { description: "harmless" }],
    ])("a token that was given %s after the approver looked is not approved", async (_, terms) => {
      const { id, secret } = await ask(narrow());
      const looked = await seen(id);
      world.clock.now += 1;
      const body = typeof terms === "function" ? terms() : terms;
      await world.call(alice.secret, "token.update", { id, body });
      const stale = await world.refusal(bob.secret, "token.approve", { id, body: looked });
      expect(stale).toMatchObject({ code: "precondition_failed", fields: ["/etag"] });
      expect([await world.state(id), await world.works(secret)]).toEqual(["pending", false]);
      await approve(id, bob);
      expect(await world.state(id)).toBe("active");
    });

    test("of a widening and an approval at once, what the approver did not see is never approved", async () => {
      for (let round = 0; round < 5; round += 1) {
        const { id } = await ask(narrow());
        const looked = await seen(id);
        world.clock.now += 1;
        const wider = { mode: "full_access" };
        const [, approval] = await Promise.allSettled([
          world.call(alice.secret, "token.update", { id, body: wider }),
          world.call(bob.secret, "token.approve", { id, body: looked }),
        ]);
        // Whichever comes first: a token that was approved and is widened then is pending again.
        expect(await world.state(id)).toBe("pending");
        const shown = await world.call(world.admin, "token.get", { id });
        expect(shown["mode"]).toBe("full_access");
        const problem: unknown = approval.status === "rejected" ? approval.reason : undefined;
        const code = problem instanceof Problem ? problem.code : undefined;
        expect([undefined, "precondition_failed"]).toContain(code);
        expect(shown["approved_at"] === null).toBe(approval.status === "rejected");
      }
    });

    test("a token that was given another secret after the approver looked is not approved", async () => {
      const { id } = await ask();
      const looked = await seen(id);
      world.clock.now += 1;
      await world.call(alice.secret, "token.rotate", { id, body: {} });
      expect(await world.refusal(bob.secret, "token.approve", { id, body: looked })).toMatchObject({
        code: "precondition_failed",
      });
    });

    test("an approval is audited with who gave it", async () => {
      const token = await ask();
      await approve(token.id, bob);
      const audit = (await world.store.audit(0, 10_000)).filter(({ action }) => action === "token.approve");
      expect(audit.at(-1)).toMatchObject({
        actor_id: bob.accountId,
        target_id: token.id,
        changes: { requested_by: { before: [alice.accountId], after: null } },
      });
    });

    test("a pending token is nobody's way in: it does not count as an administrator's", async () => {
      await using fresh = await createPolicyWorld(dialect);
      const admin = await fresh.account({ project: "system", role: "role_admin" });
      const bootstrap = (await fresh.call(fresh.admin, "whoami"))["token"] as { id: string };
      await fresh.policy("system", { require_approval: true });
      await fresh.make({ service_account_id: admin.accountId, expires_at: fresh.inDays(5) });
      await fresh.call(admin.secret, "token.revoke", { id: bootstrap.id });
      expect(await fresh.refusal(admin.secret, "token.revoke", { id: admin.id })).toMatchObject({
        code: "last_admin",
      });
    });

    test("the bootstrap token is as it was made; whoever prolongs it asks for approval like anybody", async () => {
      await using fresh = await createPolicyWorld(dialect);
      const admin = await fresh.account({ project: "system", role: "role_admin" });
      const { id } = (await fresh.call(fresh.admin, "whoami"))["token"] as { id: string };
      const update = (body: Readonly<Record<string, unknown>>) =>
        fresh.call(admin.secret, "token.update", { id, body });
      await update({ expires_at: fresh.inDays(5) });
      await fresh.policy("system", { require_approval: true, max_lifetime: "400d" });
      expect(await fresh.state(id)).toBe("active");
      expect(
        await fresh.refusal(admin.secret, "token.update", { id, body: { expires_at: null } }),
      ).toMatchObject({
        code: "validation_failed",
      });
      expect(await update({ expires_at: fresh.inDays(6) })).toMatchObject({ state: "pending" });
    });
  });
}
