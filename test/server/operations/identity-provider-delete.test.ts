import { expect, test } from "vitest";
import { deletingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/identity-providers/{id}", (world) => {
  deletingOne(world, "identity_provider", { bystander: "none" });

  test("its client's secret goes with it", async () => {
    const secrets = async (id: unknown): Promise<readonly unknown[]> =>
      world().database.sql(`select id from kept_secrets where owner_id = '${String(id)}'`);
    const name = world().unused("idp");
    const body = {
      name,
      issuer: "https://login.example.com",
      client_id: "jeton",
      client_secret: "hush, hush",
    };
    const { id } = await world().make("/v1/identity-providers", body);
    expect(await secrets(id)).toHaveLength(1);
    await world().send({ method: "DELETE", path: `/v1/identity-providers/${name}` });
    expect(await secrets(id)).toEqual([]);
  });
});
