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
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect((await world().send({ path: "/v1/whoami", token: String(again["secret"]) })).status).toBe(200);
  });

  test("a deleted token is changed, rotated and revoked no more", async () => {
    const { id } = await samples.token(world());
    await world().send({ method: "DELETE", path: `/v1/tokens/${id}` });
    expect(
      await world().refusal({ method: "PATCH", path: `/v1/tokens/${id}`, body: { disabled: false } }),
    ).toMatch("404");
    expect(await world().refusal({ method: "POST", path: `/v1/tokens/${id}:rotate`, body: {} })).toMatch(
      "404",
    );
    expect(await world().refusal({ method: "POST", path: `/v1/tokens/${id}:revoke` })).toMatch("404");
  });

  test("a token may not delete itself without the right to", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    expect(await world().refusal({ method: "DELETE", path: `/v1/tokens/${tokenId}`, token })).toBe(
      "403 forbidden",
    );
  });
});
