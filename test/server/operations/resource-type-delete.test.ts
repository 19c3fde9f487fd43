import { expect, test } from "vitest";
import { deletingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/resource-types/{id}", (world) => {
  deletingOne(world, "resource_type", { stranger: 403, bystander: "none" });

  test("a type that a role names stays", async () => {
    const { id, object } = await samples.resource_type(world());
    await world().make("/v1/roles", {
      name: "user-of-it",
      project: "shop",
      rules: [{ resource_type: object["name"], actions: ["*"] }],
    });
    expect(await world().refusal({ method: "DELETE", path: `/v1/resource-types/${id}` })).toBe("409 in_use");
  });

  test("a type that a token names stays until the token is gone", async () => {
    const { id, object } = await samples.resource_type(world());
    const account = await samples.service_account(world());
    const rules = [{ resource_type: object["name"], actions: ["view"] }];
    const token = await world().make("/v1/tokens", {
      service_account_id: account.id,
      name: "x",
      mode: "custom",
      rules,
    });
    const request = { method: "DELETE", path: `/v1/resource-types/${id}` };
    expect(await world().refusal(request)).toBe("409 in_use");
    await world().send({ method: "DELETE", path: `/v1/tokens/${String(token["id"])}` });
    expect((await world().send(request)).status).toBe(204);
  });

  test("whoever manages types but holds nothing on this one may not take it away", async () => {
    const { id } = await samples.resource_type(world());
    const { token } = await world().account({
      rules: [{ resource_type: "jeton.resource-type", actions: ["*"] }],
    });
    expect(await world().refusal({ method: "DELETE", path: `/v1/resource-types/${id}`, token })).toBe(
      "403 exceeds_own_rights",
    );
  });
});
