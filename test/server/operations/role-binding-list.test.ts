import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/role-bindings", (world) => {
  listing(world, "role_binding");

  test("narrows to a project, a role and an account, by id or reference", async () => {
    const { id, object } = await samples.role_binding(world(), "shop.payments");
    await samples.role_binding(world(), "shop");
    const { role_id: role, service_account_id: account } = object;
    const { name } = (await world().send({ path: `/v1/service-accounts/${String(account)}` })).json();
    for (const query of [
      "project=shop.payments",
      `role_id=${String(role)}`,
      `service_account_id=${String(account)}`,
      `service_account_id=sa/shop.payments/${String(name)}`,
    ]) {
      const reply = await world().send({ path: `/v1/role-bindings?${query}` });
      expect(reply.json()["items"]).toMatchObject([{ id }]);
    }
  });

  test("a role or an account that is not there is refused", async () => {
    expect(await world().refusal({ path: "/v1/role-bindings?role_id=role_none" })).toMatch("422");
    expect(await world().refusal({ path: "/v1/role-bindings?service_account_id=sa/shop/nobody" })).toMatch(
      "422",
    );
  });
});
