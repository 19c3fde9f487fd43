import { afterEach, beforeEach, expect, test } from "vitest";
import { createAuthenticate } from "../../../server/domain/authenticate.ts";
import { createRevokePresented } from "../../../server/domain/tokens/revoke-presented.ts";
import { createPolicyWorld, DAY, type PolicyWorld } from "../../support/policy-world.ts";

let world: PolicyWorld;
beforeEach(async () => {
  world = await createPolicyWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const revoke = (token: string) =>
  createRevokePresented(world.deps, createAuthenticate(world.deps))(
    { client: { ip: null, userAgent: null, requestId: "r", managedBy: "api" }, bearer: undefined },
    { body: { token } },
  );

test("a token that has expired ends for good: prolonged, it would be whoever's found it again", async () => {
  const { accountId } = await world.account({});
  const { id, secret } = await world.make({ service_account_id: accountId, expires_at: world.inDays(1) });
  world.clock.now += 2 * DAY;
  expect(await world.state(id)).toBe("expired");
  expect(await revoke(secret)).toEqual({});
  expect(await world.state(id)).toBe("revoked");
  const prolong = { id, body: { expires_at: world.inDays(1) } };
  expect(await world.refusal(world.admin, "token.update", prolong)).toMatchObject({ code: "wrong_state" });
  expect(await world.works(secret)).toBe(false);
});
