import { afterEach, beforeEach, expect, test } from "vitest";
import { authorize } from "../../../server/domain/authorization/authorize.ts";
import type { SignInRow } from "../../../server/domain/sign-in/sign-in-rows.ts";
import { systemScope } from "../../../server/domain/authorization/scopes.ts";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";
import { signInRow } from "../../support/rows.ts";
import { testActor } from "../../support/stores.ts";

const HOUR = 3_600_000;
const issuer = "https://login.example.com";

for (const dialect of dialects) {
  dialect.describe("a binding to a claim", () => {
    let world: DomainWorld;
    let user: string;
    let token: string;
    beforeEach(async () => {
      world = await createDomainWorld(dialect);
      const make = (
        op: "user.create" | "role.create" | "resource_type.create" | "token.create",
        body: object,
      ) => world.call(world.admin, op, { body: body as Record<string, unknown> });
      await make("resource_type.create", { name: "flow", actions: [{ name: "view", access: "read" }] });
      const rules = [{ resource_type: "flow", actions: ["view"] }];
      await make("role.create", { name: "viewing", project: "system", rules });
      user = String((await make("user.create", { email: "ann@example.com" }))["id"]);
      token = String((await make("token.create", { user_id: user, name: "x" }))["secret"]);
    });
    afterEach(() => world[Symbol.asyncDispose]());

    const bind = (claim: object, more: object = {}) =>
      world.call(world.admin, "role_binding.create", {
        body: { role_id: "role/system/viewing", project: "system", claim, ...more },
      });
    /** As a sign-in leaves it. */
    const signedIn = (row: Partial<SignInRow>) =>
      world.store.write(testActor, async (transaction) => {
        await transaction.sign_ins.delete({ id: user });
        const end = new Date(world.clock.now + 24 * HOUR).toISOString();
        await transaction.sign_ins.insert(signInRow({ id: user, claims_end_at: end, ...row }));
        return { result: undefined, entries: [] };
      });
    const view = { type: "flow", action: "view", access: "read", name: "x", own: false } as const;
    const may = async (): Promise<boolean> => {
      const rights = await world.rightsOf(token);
      return rights !== undefined && authorize(rights, { ...view, scope: systemScope });
    };

    test("is met by one of its values among those of the last sign-in, through its issuer", async () => {
      const made = await bind({ issuer, name: "groups", values: ["platform", "sre"] });
      expect(await may()).toBe(false);
      await signedIn({ claims: { groups: ["everybody", "sre"] } });
      expect(await may()).toBe(true);
      const check = { resource_type: "flow", action: "view", project: "system", user_id: user };
      const explained = await world.call(world.admin, "access.explain", { body: check });
      expect(explained).toMatchObject({ allowed: true, allowed_by: [{ role_binding_id: made["id"] }] });
      await signedIn({ claims: { groups: ["everybody"] } });
      expect(await may()).toBe(false);
    });

    test.each([
      ["another issuer", { issuer: "https://login.example.com/other", claims: { groups: ["sre"] } }],
      ["another claim", { claims: { roles: ["sre"] } }],
      ["another case of the value", { claims: { groups: ["SRE"] } }],
      ["another case of the name", { claims: { Groups: ["sre"] } }],
      ["a value that only begins so", { claims: { groups: ["sre-2"] } }],
      ["a claim without values", { claims: { groups: [] } }],
      ["no claims", { claims: {} }],
    ])("is not met by %s", async (_, row) => {
      await bind({ issuer, name: "groups", values: ["sre"] });
      await signedIn(row);
      expect(await may()).toBe(false);
    });

    test("names of the language's own are no claims", async () => {
      await bind({ issuer, name: "constructor", values: ["sre"] });
      await bind({ issuer, name: "__proto__", values: ["sre"] });
      await signedIn({ claims: { groups: ["sre"] } });
      expect(await may()).toBe(false);
    });

    test("holds for as long as the claims count, and no longer than the binding", async () => {
      await bind({ issuer, name: "groups", values: ["sre"] });
      await signedIn({ claims: { groups: ["sre"] } });
      world.clock.now += 24 * HOUR - 1;
      expect(await may()).toBe(true);
      world.clock.now += 1;
      expect(await may()).toBe(false);
    });

    test("ends with the binding", async () => {
      const until = new Date(world.clock.now + HOUR).toISOString();
      await bind({ issuer, name: "groups", values: ["sre"] }, { expires_at: until });
      await signedIn({ claims: { groups: ["sre"] } });
      expect(await may()).toBe(true);
      world.clock.now += HOUR;
      expect(await may()).toBe(false);
    });

    test("gives nothing to service accounts, nor to others who signed in otherwise", async () => {
      await bind({ issuer, name: "groups", values: ["sre"] });
      await signedIn({ claims: { groups: ["sre"] } });
      const body = { name: "robot", project: "system" };
      const account = await world.call(world.admin, "service_account.create", { body });
      const made = await world.call(world.admin, "token.create", {
        body: { service_account_id: account["id"], name: "x" },
      });
      const rights = await world.rightsOf(String(made["secret"]));
      expect(rights?.grants).toEqual([]);
    });

    test("counts where the user is renamed: who lacks what the claim gives hands nobody over", async () => {
      await bind({ issuer, name: "groups", values: ["sre"] });
      await signedIn({ claims: { groups: ["sre"] } });
      const rules = [{ resource_type: "jeton.user", actions: ["*"] }];
      const role = await world.call(world.admin, "role.create", {
        body: { name: "managing", project: "system", rules },
      });
      const made = await world.call(world.admin, "token.create", {
        body: { role_id: role["id"], name: "x" },
      });
      const change = world.call(String(made["secret"]), "user.update", {
        id: user,
        body: { email: "mine@example.com" },
      });
      await expect(change).rejects.toMatchObject({ code: "exceeds_own_rights" });
    });

    test("goes with the user: one who is made anew has signed in never", async () => {
      await signedIn({ claims: { groups: ["sre"] } });
      await world.call(world.admin, "user.delete", { id: user });
      expect(await world.store.read.sign_ins.list({})).toEqual([]);
    });
  });
}
