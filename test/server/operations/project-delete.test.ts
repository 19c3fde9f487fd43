import { expect, test } from "vitest";
import { type NounName, nouns } from "../../../server/contract/nouns/all.ts";
import { routes } from "../../../server/contract/routes.ts";
import type { Sent } from "../../support/http.ts";
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

  test("what a project holds is counted, and revoked tokens and bindings do not count", async () => {
    const {
      id,
      references: [name = ""],
    } = await samples.project(world());
    await samples.project(world(), name);
    await world().account({ project: name, role: "role_viewer" });
    const { tokenId } = await world().account({ project: name });
    await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:revoke` });
    const reply = await world().refuses({ method: "DELETE", path: `/v1/projects/${id}` }, 409, "in_use");
    expect(reply.problem().holds).toEqual({ project: 1, service_account: 2, token: 1 });
    expect(reply.problem().detail).toContain("1 project, 2 service accounts, 1 token");
  });

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

  const inProjects = (Object.keys(nouns) as NounName[]).filter((noun) => "project" in nouns[noun].fields);
  const cascading = (id: string, token?: string): Sent => ({
    method: "DELETE",
    path: `/v1/projects/${id}?cascade=true`,
    ...(token !== undefined && { token }),
  });

  test("a cascade ends whatever is in it and below, each with its entry; made again it holds nothing", async () => {
    const {
      id,
      references: [name = ""],
    } = await samples.project(world());
    const below = await samples.project(world(), name);
    const ended = new Map<string, NounName>([
      [id, "project"],
      [below.id, "project"],
    ]);
    for (const project of [name, below.references[0] ?? ""]) {
      for (const noun of inProjects) ended.set((await samples[noun](world(), project)).id, noun);
    }
    const { token } = await world().account({ project: name, role: "role_viewer", at: "shop" });
    const bystander = await world().account({ project: "shop", role: "role_viewer" });
    expect((await world().send(cascading(id))).status).toBe(204);
    for (const [object, noun] of ended) {
      const path = routes[`${noun}.list`].path;
      expect(await world().refusal({ path: `${path}/${object}` })).toBe("404 not_found");
      const entries = await world().send({
        path: `/v1/audit-events?action=${noun}.delete&target_id=${object}`,
      });
      expect(entries.json()["items"]).toHaveLength(1);
    }
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect((await world().send({ path: "/v1/whoami", token: bystander.token })).status).toBe(200);
    const again = await world().make("/v1/projects", { name });
    for (const noun of inProjects) {
      const path = `${routes[`${noun}.list`].path}?project=${name}`;
      expect((await world().send({ path })).json()["items"]).toEqual([]);
    }
    expect(
      (await world().send({ method: "DELETE", path: `/v1/projects/${String(again["id"])}` })).status,
    ).toBe(204);
  });

  test.each(inProjects)("a cascade that meets a %s it may not delete deletes nothing", async (noun) => {
    const { type } = nouns[noun];
    const {
      id,
      references: [name = ""],
    } = await samples.project(world());
    const below = await samples.project(world(), name);
    const sample = await samples[noun](world(), below.references[0]);
    const others = inProjects.filter((other) => other !== noun);
    const { token } = await world().account({
      project: "shop",
      rules: [
        { resource_type: "jeton.project", actions: ["*"] },
        ...others.map((other) => ({ resource_type: nouns[other].type, actions: ["*"] })),
      ],
    });
    const reply = await world().refuses(cascading(id, token), 403, "forbidden");
    expect(reply.problem()).toMatchObject({
      detail: expect.stringContaining(sample.id) as string,
      needs: { permission: `${type}:delete`, project: sample.object["project"] },
    });
  });

  test("whoever may delete a project alone cannot end those below it by a cascade", async () => {
    const {
      id,
      references: [name = ""],
    } = await samples.project(world());
    await samples.project(world(), name);
    const { token } = await world().account({
      project: "shop",
      rules: [{ resource_type: "jeton.project", actions: ["*"], resource_names: [name] }],
    });
    expect(await world().refusal(cascading(id, token))).toBe("403 forbidden");
  });

  test("a cascade is said in so many words", async () => {
    const { id } = await samples.project(world());
    for (const query of ["cascade=yes", "cascade=", "cascade=1", "cascade=true&cascade=true"])
      expect(await world().refusal({ method: "DELETE", path: `/v1/projects/${id}?${query}` })).toBe(
        "422 validation_failed",
      );
    expect((await world().send({ method: "DELETE", path: `/v1/projects/${id}?cascade=false` })).status).toBe(
      204,
    );
  });
});
