import { expect, test } from "vitest";
import { deletingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/policies/{id}", (world) => {
  deletingOne(world, "policy");

  test("an administrator below deletes none above", async () => {
    const { id, references } = await samples.policy(world());
    const below = `${references[0] ?? ""}.below`;
    await world().make("/v1/projects", { name: below });
    const { token } = await world().account({ project: below, role: "role_admin" });
    const path = `/v1/policies/${id}`;
    expect((await world().send({ path, token })).status).toBe(200);
    expect(await world().refusal({ method: "DELETE", path, token })).toBe("403 forbidden");
  });
});
