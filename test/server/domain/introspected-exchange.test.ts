import { expect, test } from "vitest";
import { createDomainWorld } from "../../support/domain-world.ts";
import { trusting } from "../../support/operation-samples.ts";
import { testActor, testEntry } from "../../support/stores.ts";

test("a use of an exchanged token by introspection is held to the ranges of its trust policy, too", async () => {
  await using world = await createDomainWorld();
  const make = (operation: "service_account.create" | "token.create" | "trust_policy.create", body: object) =>
    world.call(world.admin, operation, { body: { ...body } });
  const { id } = await make("service_account.create", { name: "ci", project: "system" });
  const token = await make("token.create", { service_account_id: id, name: "exchanged" });
  const policy = await make("trust_policy.create", {
    ...trusting(String(id), "ci"),
    allowed_cidrs: ["192.0.2.0/24"],
  });
  // As an exchange makes it.
  await world.store.write(testActor, async ({ tokens }) => {
    await tokens.update(String(token["id"]), { trust_policy_id: String(policy["id"]) });
    return { result: undefined, entries: [testEntry()] };
  });
  const isActive = async (form: object): Promise<unknown> =>
    (await world.call(world.admin, "introspect", { body: { token: token["secret"], ...form } }))["active"];
  expect([
    await isActive({}),
    await isActive({ client_ip: "192.0.2.1" }),
    await isActive({ client_ip: "198.51.100.1" }),
    await isActive({ use: "true" }),
    await isActive({ use: "true", client_ip: "198.51.100.1" }),
    await isActive({ use: "true", client_ip: "192.0.2.1" }),
  ]).toEqual([true, true, false, false, false, true]);
});
