import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/identity-providers", (world) => {
  listing(world, "identity_provider", { isSystemWide: true });

  test("narrows to a name, an issuer and the disabled", async () => {
    const { id, object } = await samples.identity_provider(world());
    const found = async (query: string): Promise<unknown> =>
      (await world().send({ path: `/v1/identity-providers?${query}` })).json()["items"];
    const name = `name=${String(object["name"])}`;
    expect(await found(name)).toMatchObject([{ id }]);
    expect(await found(`issuer=${encodeURIComponent(String(object["issuer"]))}`)).toMatchObject([{ id }]);
    expect(await found(`${name}&disabled=true`)).toEqual([]);
  });
});
