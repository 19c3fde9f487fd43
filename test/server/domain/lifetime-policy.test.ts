import { afterAll, beforeAll, expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { createPolicyWorld, DAY, type PolicyWorld } from "../../support/policy-world.ts";

for (const dialect of dialects) {
  dialect.describe("a policy for how long tokens live", () => {
    let world: PolicyWorld;
    let accountId: string;
    beforeAll(async () => {
      world = await createPolicyWorld(dialect);
      ({ accountId } = await world.account({}));
      await world.policy("shop", { max_lifetime: "30d" });
    });
    afterAll(() => world[Symbol.asyncDispose]());

    /** Every kind of token there is to make, each in the project `shop`. */
    const kinds = {
      "a service account's": () => ({ service_account_id: accountId }),
      "a role's": () => ({ role_id: "role_viewer", project: "shop" }),
      "a role's below": () => ({ role_id: "role_viewer", project: "shop.payments" }),
    };
    const tooLong = {
      "no end": ["/expires_at", () => ({})],
      "an end too late": ["/expires_at", () => ({ expires_at: world.inDays(30.001) })],
      "a `max_age` too long": ["/max_age", () => ({ max_age: "30d1s" })],
      "an absolute end too late": ["/absolute_expires_at", () => ({ absolute_expires_at: world.inDays(31) })],
      "uses that extend it for ever": [
        "/absolute_expires_at",
        () => ({ max_age: "1d", extend_on_use: true }),
      ],
      "uses that extend it too long": [
        "/absolute_expires_at",
        () => ({ max_age: "1d", extend_on_use: true, absolute_expires_at: world.inDays(31) }),
      ],
    } as const;
    const shortEnough = {
      "an end": () => ({ expires_at: world.inDays(30) }),
      "a `max_age`": () => ({ max_age: "30d" }),
      "uses that extend it so far": () => ({
        max_age: "1d",
        extend_on_use: true,
        absolute_expires_at: world.inDays(30),
      }),
    };
    const forbidden = (field: string) => ({
      code: "validation_failed",
      fields: [field],
      detail: expect.stringMatching(/P30D.*policy of `shop`/) as unknown,
    });

    for (const [kind, owner] of Object.entries(kinds)) {
      test.each(Object.entries(tooLong))(`${kind} token is not made with %s`, async (_, [field, terms]) => {
        const body = { name: world.unused(), ...owner(), ...terms() };
        expect(await world.refusal(world.admin, "token.create", { body })).toEqual(forbidden(field));
      });

      test.each(Object.entries(tooLong))(
        `${kind} token is not given %s later`,
        async (what, [field, terms]) => {
          const { id } = await world.make({ ...owner(), expires_at: world.inDays(10) });
          const body = what === "no end" ? { expires_at: null } : { expires_at: null, ...terms() };
          expect(await world.refusal(world.admin, "token.update", { id, body })).toEqual(forbidden(field));
        },
      );

      test(`${kind} token is not rotated to last too long`, async () => {
        const { id } = await world.make({ ...owner(), expires_at: world.inDays(10) });
        for (const expires_at of [null, world.inDays(30.001)]) {
          const refusal = await world.refusal(world.admin, "token.rotate", { id, body: { expires_at } });
          expect(refusal).toEqual(forbidden("/expires_at"));
        }
        await world.call(world.admin, "token.rotate", { id, body: { expires_at: world.inDays(30) } });
      });

      test.each(Object.entries(shortEnough))(
        `${kind} token is made with %s that is short enough`,
        async (_, terms) => {
          const { id, secret } = await world.make({ ...owner(), ...terms() });
          expect(await world.state(id)).toBe("active");
          expect(await world.works(secret)).toBe(true);
        },
      );
    }

    test("ephemeral tokens are no exception", async () => {
      await world.call(world.admin, "project.create", { body: { name: "shop.short" } });
      await world.policy("shop.short", { max_lifetime: "1h" });
      const owner = { role_id: "role_viewer", project: "shop.short", ephemeral: true };
      const body = { name: world.unused(), ...owner, max_age: "2h" };
      expect(await world.refusal(world.admin, "token.create", { body })).toMatchObject({
        fields: ["/max_age"],
        detail: expect.stringContaining("PT1H") as unknown,
      });
      await world.make({ ...owner, max_age: "1h" });
    });

    test("changes of the end do not add up: it counts from the creation or the last rotation", async () => {
      const { id } = await world.make({ service_account_id: accountId, expires_at: world.inDays(20) });
      world.clock.now += 15 * DAY;
      const later = { expires_at: world.inDays(16) };
      expect(await world.refusal(world.admin, "token.update", { id, body: later })).toEqual(
        forbidden("/expires_at"),
      );
      await world.call(world.admin, "token.update", { id, body: { expires_at: world.inDays(15) } });
      await world.call(world.admin, "token.rotate", { id, body: { expires_at: world.inDays(30) } });
      expect(await world.state(id)).toBe("active");
    });

    test("one that is named otherwise, or disabled, is judged no more than before", async () => {
      const { id } = await world.make({ service_account_id: accountId, expires_at: world.inDays(30) });
      world.clock.now += DAY;
      for (const body of [{ description: "x" }, { disabled: true }, { disabled: false }]) {
        await world.call(world.admin, "token.update", { id, body });
      }
      expect(await world.state(id)).toBe("active");
    });

    test("nobody loosens it below, and a stricter one there is stricter", async () => {
      const id = await world.policy("shop.payments", { max_lifetime: "365d", allow_never: true });
      const owner = { role_id: "role_viewer", project: "shop.payments" };
      const body = { name: world.unused(), ...owner, expires_at: world.inDays(31) };
      expect(await world.refusal(world.admin, "token.create", { body })).toEqual(forbidden("/expires_at"));
      await world.call(world.admin, "policy.update", { id, body: { max_lifetime: "7d" } });
      const refusal = await world.refusal(world.admin, "token.create", {
        body: { ...body, expires_at: world.inDays(8) },
      });
      expect(refusal.detail).toMatch(/P7D.*policy of `shop.payments`/);
      await world.call(world.admin, "policy.delete", { id });
    });

    test("where only never is forbidden, any end will do", async () => {
      await world.call(world.admin, "project.create", { body: { name: "ending" } });
      await world.policy("ending", { allow_never: false });
      const body = { name: world.unused(), role_id: "role_viewer", project: "ending" };
      expect(await world.refusal(world.admin, "token.create", { body })).toMatchObject({
        fields: ["/expires_at"],
        detail: expect.stringMatching(/must have an end by the policy of `ending`/) as unknown,
      });
      await world.make({ ...body, expires_at: "2099-01-01T00:00:00Z" });
    });
  });
}
