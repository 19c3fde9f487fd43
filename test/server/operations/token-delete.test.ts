import { expect, test } from "vitest";
import { deletingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/tokens/{id}", (world) => {
  deletingOne(world, "token");

  test("its secret is refused for good, also when its name is used again", async () => {
    const { id, token, tokenId } = await world().account({ project: "shop" });
    expect((await world().send({ method: "DELETE", path: `/v1/tokens/${tokenId}` })).status).toBe(204);
    const again = await world().make("/v1/tokens", { service_account_id: id, name: "main" });
    expect(again["id"]).not.toBe(tokenId);
    await world().refuses({ path: "/v1/whoami", token }, 401, "invalid_token");
    expect((await world().send({ path: "/v1/whoami", token: String(again["secret"]) })).status).toBe(200);
  });

  test("a deleted token is changed, rotated and revoked no more", async () => {
    const { id } = await samples.token(world());
    await world().send({ method: "DELETE", path: `/v1/tokens/${id}` });
    await world().refuses({ method: "PATCH", path: `/v1/tokens/${id}`, body: { disabled: false } }, 404);
    await world().refuses({ method: "POST", path: `/v1/tokens/${id}:rotate`, body: {} }, 404);
    await world().refuses({ method: "POST", path: `/v1/tokens/${id}:revoke` }, 404);
  });

  test("a token may not delete itself without the right to", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    await world().refuses({ method: "DELETE", path: `/v1/tokens/${tokenId}`, token }, 403, "forbidden");
  });
});
