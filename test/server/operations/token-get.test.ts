import { expect, test } from "vitest";
import { gettingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/tokens/{id}", (world) => {
  gettingOne(world, "token");

  test("every token reads itself, and no other, without any right", async () => {
    const one = await world().account({ project: "shop" });
    const other = await world().account({ project: "shop" });
    expect(
      (await world().send({ path: `/v1/tokens/${one.tokenId}`, token: one.token })).json(),
    ).toMatchObject({ id: one.tokenId });
    expect(await world().refusal({ path: `/v1/tokens/${other.tokenId}`, token: one.token })).toMatch("404");
  });

  test("the state says revoked before expired, and expired before disabled", async () => {
    const { id } = await world().account();
    const token = await world().make("/v1/tokens", {
      service_account_id: id,
      name: "all",
      disabled: true,
      max_age: "1s",
    });
    const path = `/v1/tokens/${String(token["id"])}`;
    const state = async () => (await world().send({ path })).json()["state"];
    expect(await state()).toBe("disabled");
    await expect.poll(state, { timeout: 5000 }).toBe("expired");
    await world().send({ method: "POST", path: `${path}:revoke` });
    expect(await state()).toBe("revoked");
  });
});
