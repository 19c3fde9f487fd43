import { afterAll, beforeAll, expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { createPolicyWorld, type MadeToken, type PolicyWorld } from "../../support/policy-world.ts";

for (const dialect of dialects) {
  dialect.describe("tokens that a policy finds", () => {
    let world: PolicyWorld;
    beforeAll(async () => {
      world = await createPolicyWorld(dialect);
    });
    afterAll(() => world[Symbol.asyncDispose]());

    const place = async (): Promise<string> => {
      const name = world.unused("shop.p");
      await world.call(world.admin, "project.create", { body: { name } });
      return name;
    };
    const offending = (project: string): Promise<readonly MadeToken[]> =>
      Promise.all(
        [
          {},
          { expires_at: world.inDays(31) },
          { max_age: "40d" },
          { max_age: "1h", extend_on_use: true },
          { max_age: "1h", extend_on_use: true, absolute_expires_at: world.inDays(31) },
          { disabled: true },
        ].map((terms) => world.make({ role_id: "role_viewer", project, ...terms })),
      );

    test("to last too long are blocked at once, each kind, and work again once it is loosened", async () => {
      const project = await place();
      const tokens = await offending(project);
      const short = await world.make({ role_id: "role_viewer", project, max_age: "30d" });
      const id = await world.policy(project, { max_lifetime: "30d" });
      for (const token of tokens) {
        expect(await world.state(token.id)).toBe("blocked");
        expect(await world.works(token.secret)).toBe(false);
        const reply = await world.call(world.admin, "introspect", { body: { token: token.secret } });
        expect(reply).toEqual({ active: false });
      }
      expect(await world.works(short.secret)).toBe(true);
      const blocked = await world.listed("blocked");
      expect(blocked).toEqual(expect.arrayContaining(tokens.map((token) => token.id)));
      for (const state of ["active", "disabled"]) {
        const listed = await world.listed(state);
        expect(tokens.filter((token) => listed.includes(token.id))).toEqual([]);
      }
      expect(await world.listed("active")).toContain(short.id);
      expect(blocked).not.toContain(short.id);

      await world.call(world.admin, "policy.update", { id, body: { max_lifetime: null } });
      expect(await Promise.all(tokens.map((token) => world.state(token.id)))).toEqual([
        ...Array.from({ length: 5 }, () => "active"),
        "disabled",
      ]);
      for (const { secret } of tokens.slice(0, 5)) expect(await world.works(secret)).toBe(true);
    });

    test("say why when they are asked about, and work again once they are shortened or rotated", async () => {
      const project = await place();
      const [never, late] = await offending(project);
      await world.policy(project, { max_lifetime: "30d" });
      const body = { resource_type: "flow", action: "view", project, token_id: never!.id };
      const explained = await world.call(world.admin, "access.explain", { body });
      expect(explained).toMatchObject({
        allowed: false,
        token: { state: "blocked" },
        missing: [
          {
            code: "token_blocked",
            detail: `the token may last P30D at most by the policy of \`${project}\``,
          },
        ],
      });
      await world.call(world.admin, "token.update", {
        id: never!.id,
        body: { expires_at: world.inDays(30) },
      });
      expect(await world.works(never!.secret)).toBe(true);
      const rotated = await world.call(world.admin, "token.rotate", {
        id: late!.id,
        body: { expires_at: world.inDays(30) },
      });
      expect(await world.works(String(rotated["secret"]))).toBe(true);
    });

    test("a blocked token does not free itself, nor a revoked or expired one come to be blocked", async () => {
      const project = await place();
      const rules = [{ resource_type: "*", actions: ["*"] }];
      const role = await world.call(world.admin, "role.create", { body: { name: "all", project, rules } });
      const own = await world.make({ role_id: role["id"] });
      const id = await world.policy(project, { allow_never: false });
      for (const [operation, input] of [
        ["token.rotate", { id: own.id, body: {} }],
        ["policy.delete", { id }],
        ["token.update", { id: own.id, body: { expires_at: world.inDays(1) } }],
      ] as const) {
        expect(await world.refusal(own.secret, operation, input)).toMatchObject({ code: "invalid_token" });
      }
      await world.call(world.admin, "token.revoke", { id: own.id });
      expect(await world.state(own.id)).toBe("revoked");
    });

    test("a bulk revoke of the blocked ends those and no other", async () => {
      const project = await place();
      const tokens = await offending(project);
      const short = await world.make({ role_id: "role_viewer", project, max_age: "30d" });
      await world.policy(project, { max_lifetime: "30d" });
      const body = { project, state: "blocked" };
      expect(await world.call(world.admin, "token.bulk-revoke", { body })).toMatchObject({
        count: tokens.length,
      });
      expect(await world.works(short.secret)).toBe(true);
    });

    test("who makes tokens may be administrators alone: others neither make nor widen nor prolong any", async () => {
      const project = await place();
      const rules = [
        { resource_type: "jeton.token", actions: ["*"] },
        { resource_type: "flow", actions: ["*"] },
      ];
      const maker = await world.account({ project, rules });
      const administrator = await world.account({ project, role: "role_admin" });
      const until = { expires_at: world.inDays(10) };
      const body = { service_account_id: maker.accountId, mode: "read_only", ...until };
      const before = await world.make(body, maker.secret);
      await world.policy(project, { creators: "admins" });
      const { id } = await world.make(body, administrator.secret);
      const changes = [
        ["token.create", { body: { ...body, name: world.unused() } }],
        ["token.update", { id, body: { mode: "full_access" } }],
        ["token.update", { id: before.id, body: { expires_at: world.inDays(11) } }],
        ["token.rotate", { id, body: { expires_at: world.inDays(11) } }],
      ] as const;
      for (const [operation, input] of changes) {
        const refusal = await world.refusal(maker.secret, operation, input);
        expect(refusal).toMatchObject({ code: "forbidden" });
        expect(refusal.detail).toContain(`by the policy of \`${project}\``);
      }
      await world.call(maker.secret, "token.update", {
        id,
        body: { expires_at: world.inDays(9), description: "x" },
      });
      await world.call(maker.secret, "token.rotate", { id, body: {} });
      for (const [operation, input] of changes.slice(1)) {
        await world.call(administrator.secret, operation, input);
      }
    });

    test("who administers a project below is no administrator where the policy stands: else one would be made to let oneself", async () => {
      const project = await place();
      const below = `${project}.mine`;
      await world.call(world.admin, "project.create", { body: { name: below } });
      const owner = await world.account({ project: below, role: "role_admin" });
      const until = { expires_at: world.inDays(9) };
      const body = { service_account_id: owner.accountId, mode: "read_only", ...until };
      await world.make(body, owner.secret);
      await world.policy(project, { creators: "admins" });
      const again = { body: { ...body, name: world.unused() } };
      expect(await world.refusal(owner.secret, "token.create", again)).toMatchObject({ code: "forbidden" });
      await world.policy(below, { creators: "admins" });
      expect(await world.refusal(owner.secret, "token.create", again)).toMatchObject({ code: "forbidden" });
    });

    test("the last administrator is never locked out by one: only the bootstrap token is beyond policies", async () => {
      await using fresh = await createPolicyWorld(dialect);
      const admin = await fresh.account({ project: "system", role: "role_admin" });
      const bootstrap = (await fresh.call(fresh.admin, "whoami"))["token"] as { id: string };
      const id = await fresh.policy("system", { max_lifetime: "400d" });
      const strict = { max_lifetime: "30d" };
      await fresh.call(fresh.admin, "policy.update", { id, body: strict });
      expect(await fresh.works(admin.secret)).toBe(false);
      expect(await fresh.refusal(fresh.admin, "token.delete", { id: bootstrap.id })).toMatchObject({
        code: "last_admin",
      });
      await fresh.call(fresh.admin, "policy.update", { id, body: { max_lifetime: null } });
      await fresh.call(admin.secret, "token.delete", { id: bootstrap.id });
      expect(await fresh.refusal(admin.secret, "policy.update", { id, body: strict })).toMatchObject({
        code: "last_admin",
      });
      const never = { project: "shop", ...strict };
      await fresh.call(admin.secret, "policy.create", { body: never });
    });
  });
}
