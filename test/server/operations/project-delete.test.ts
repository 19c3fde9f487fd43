import { expect, test } from "vitest";
import { deletingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/projects/{id}", (world) => {
  deletingOne(world, "project");

  test.each(["project", "service_account", "role", "token"] as const)(
    "a project that holds a %s stays",
    async (noun) => {
      const {
        id,
        references: [name = ""],
      } = await samples.project(world());
      if (noun === "token")
        await world().make("/v1/tokens", { role_id: "role_viewer", project: name, name: "x" });
      else await samples[noun](world(), name);
      await world().refuses({ method: "DELETE", path: `/v1/projects/${id}` }, 409, "in_use");
    },
  );

  test("a project whose name begins alike is no child", async () => {
    await world().make("/v1/projects", { name: "like" });
    await world().make("/v1/projects", { name: "likewise" });
    expect((await world().send({ method: "DELETE", path: "/v1/projects/like" })).status).toBe(204);
  });

  test("its bindings go with it, and a token kept within it is refused", async () => {
    const {
      id,
      references: [name = ""],
    } = await samples.project(world());
    const account = await world().account({ project: "shop", role: "role_viewer", at: name });
    const kept = await world().account({ role: "role_viewer", terms: { within: name } });
    expect((await world().send({ path: "/v1/whoami", token: kept.token })).status).toBe(200);
    expect((await world().send({ method: "DELETE", path: `/v1/projects/${id}` })).status).toBe(204);
    await world().refuses({ path: `/v1/role-bindings/${account.bindingId}` }, 404);
    expect((await world().send({ path: "/v1/whoami", token: account.token })).json()["grants"]).toEqual([]);
    await world().refuses({ path: "/v1/whoami", token: kept.token }, 401, "invalid_token");
    await world().make("/v1/projects", { name });
    await world().refuses({ path: "/v1/whoami", token: kept.token }, 401, "invalid_token");
  });
});
