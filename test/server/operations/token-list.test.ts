import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/tokens", (world) => {
  listing(world, "token");

  test("narrows to an owner, a project and a name", async () => {
    const { id, object } = await samples.token(world(), "shop.payments");
    for (const query of [
      `service_account_id=${String(object["service_account_id"])}`,
      "project=shop.payments&name=ci%2Fmain",
    ]) {
      expect((await world().send({ path: `/v1/tokens?${query}` })).json()["items"]).toMatchObject([{ id }]);
    }
  });

  test("ephemeral tokens are shown when asked for, and only then", async () => {
    const account = await samples.service_account(world());
    const of = `service_account_id=${account.id}`;
    const { id } = await world().make("/v1/tokens", {
      service_account_id: account.id,
      name: "run",
      ephemeral: true,
      max_age: "15m",
    });
    expect((await world().send({ path: `/v1/tokens?${of}` })).json()["items"]).toEqual([]);
    expect((await world().send({ path: `/v1/tokens?${of}&ephemeral=true` })).json()["items"]).toMatchObject([
      { id },
    ]);
    expect(await world().refusal({ path: "/v1/tokens?ephemeral=yes" })).toBe("422 validation_failed");
  });

  test("a right on one's own tokens lists those and no other", async () => {
    const { id, token, tokenId } = await world().account({ project: "shop", role: "role_user" });
    await samples.token(world());
    const second = await world().make("/v1/tokens", { service_account_id: id, name: "second" });
    const { items } = (await world().send({ path: "/v1/tokens", token })).json() as {
      items: { id: string }[];
    };
    expect(items.map((item) => item.id)).toEqual([tokenId, String(second["id"])].toSorted());
  });
});
