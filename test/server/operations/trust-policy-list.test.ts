import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/trust-policies", (world) => {
  listing(world, "trust_policy");

  test("narrows to a project, an account, a name and an issuer", async () => {
    const one = await samples.trust_policy(world(), "shop.payments");
    await samples.trust_policy(world(), "shop");
    const found = async (query: string) =>
      (await world().send({ path: `/v1/trust-policies?${query}` })).json()["items"];
    expect(await found("project=shop.payments")).toMatchObject([{ id: one.id }]);
    expect(await found(`service_account_id=${String(one.object["service_account_id"])}`)).toMatchObject([
      { id: one.id },
    ]);
    expect(await found(`name=${String(one.object["name"])}`)).toMatchObject([{ id: one.id }]);
    expect(await found("issuer=https://nobody.example.org")).toEqual([]);
    const issuer = encodeURIComponent(String(one.object["issuer"]));
    expect(await found(`project=shop.payments&issuer=${issuer}`)).toMatchObject([{ id: one.id }]);
  });
});
