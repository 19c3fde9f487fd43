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
      expect(await world().refusal({ method: "DELETE", path: `/v1/projects/${id}` })).toBe("409 in_use");
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
    expect(await world().refusal({ path: `/v1/role-bindings/${account.bindingId}` })).toMatch("404");
    expect((await world().send({ path: "/v1/whoami", token: account.token })).json()["grants"]).toEqual([]);
    expect(await world().refusal({ path: "/v1/whoami", token: kept.token })).toBe("401 invalid_token");
    await world().make("/v1/projects", { name });
    expect(await world().refusal({ path: "/v1/whoami", token: kept.token })).toBe("401 invalid_token");
  });
});
