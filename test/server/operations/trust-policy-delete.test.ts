import { expect, test } from "vitest";
import { deletingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/trust-policies/{id}", (world) => {
  deletingOne(world, "trust_policy");

  test("it goes with its service account", async () => {
    const { id, object } = await samples.trust_policy(world());
    const account = `/v1/service-accounts/${String(object["service_account_id"])}`;
    expect((await world().send({ method: "DELETE", path: account })).status).toBe(204);
    expect(await world().refusal({ path: `/v1/trust-policies/${id}` })).toBe("404 not_found");
  });

  test("rules of a trust policy keep the type they name from being deleted", async () => {
    const type = await samples.resource_type(world());
    const { id } = await samples.trust_policy(world());
    const rules = [{ resource_type: type.object["name"], actions: ["view"] }];
    const path = `/v1/trust-policies/${id}`;
    await world().send({ method: "PATCH", path, body: { mode: "custom", rules } });
    const request = { method: "DELETE", path: `/v1/resource-types/${type.id}` };
    expect((await world().refuses(request, 409, "in_use")).problem().detail).toContain(id);
    await world().send({ method: "DELETE", path });
    expect((await world().send(request)).status).toBe(204);
  });
});
