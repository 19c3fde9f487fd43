import { expect, test } from "vitest";
import { deletingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/user-identities/{id}", (world) => {
  deletingOne(world, "user_identity", { bystander: "none" });

  test("it goes with its user, and somebody else may have it then", async () => {
    const { id, object } = await samples.user_identity(world());
    const user = `/v1/users/${String(object["user_id"])}`;
    expect((await world().send({ method: "DELETE", path: user })).status).toBe(204);
    expect(await world().refusal({ path: `/v1/user-identities/${id}` })).toBe("404 not_found");
    const { id: other } = await samples.user(world());
    const { issuer, subject } = object;
    await world().make("/v1/user-identities", { user_id: other, issuer, subject });
  });
});
