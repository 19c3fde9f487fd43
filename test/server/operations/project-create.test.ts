import { describe, expect, test } from "vitest";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/projects", (world) => {
  const create = (body: unknown, token?: string) => ({
    method: "POST",
    path: "/v1/projects",
    body,
    ...(token !== undefined && { token }),
  });

  test("creates a project and shows it", async () => {
    const reply = await world().send(create({ name: "shop.new", description: "" }));
    expect(reply.status).toBe(201);
    expect(reply.json()).toMatchObject({ name: "shop.new", description: "", managed_by: "api" });
    expect(reply.json()["id"]).toMatch(/^prj_[0-9a-f-]{36}$/);
  });

  describe("refusals", () => {
    usualRefusals(world, {
      id: "project.create",
      request: ({ unused }) => create({ name: `shop.${unused()}` }),
      stranger: 422,
    });
  });

  test("a name that is taken is refused with the id of its holder", async () => {
    const { id } = await world().make("/v1/projects", { name: "taken" });
    const reply = await world().refuses(create({ name: "taken" }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(id);
  });

  test("the parent must exist", async () => {
    const reply = await world().refuses(create({ name: "nowhere.child" }), 422);
    expect(pointers(reply)).toEqual(["/name"]);
  });

  test.each([
    "system",
    "system.a",
    "Shop",
    "a..b",
    "-a",
    "a b",
    "",
    `${"a".repeat(64)}`,
    "a.b.c.d.e.f.g.h.i",
  ])("`%s` is no name for a project", async (name) => {
    expect(pointers(await world().refuses(create({ name }), 422))).toEqual(["/name"]);
  });

  test("its creator administers it, and nothing beside or above it", async () => {
    const creator = await world().account({ role: "role_project-creator" });
    await world().make("/v1/projects", { name: "mine" }, creator.token);
    await world().make("/v1/service-accounts", { name: "worker", project: "mine" }, creator.token);
    await world().make("/v1/projects", { name: "mine.below" }, creator.token);
    const beside = { name: "worker", project: "shop" };
    const path = "/v1/service-accounts";
    expect(await world().refusal({ method: "POST", path, body: beside, token: creator.token })).toMatch(
      "403",
    );
    const change = { method: "PATCH", path: "/v1/projects/shop", body: { description: "mine" } };
    expect(await world().refusal({ ...change, token: creator.token })).toMatch("403");
  });

  test("an admin of `shop` creates below it only", async () => {
    const { token } = await world().account({ project: "shop", role: "role_admin" });
    expect((await world().send(create({ name: "shop.below" }, token))).status).toBe(201);
    expect(await world().refusal(create({ name: "shopper" }, token))).toBe("403 forbidden");
    expect(await world().refusal(create({ name: "shopping.below" }, token))).toMatch("422");
  });

  test("a project made again under the name of a deleted one inherits nothing", async () => {
    await world().make("/v1/projects", { name: "again" });
    const before = await world().account({ role: "role_admin", at: "again" });
    const deleted = await world().send({ method: "DELETE", path: "/v1/projects/again" });
    expect(deleted.status).toBe(204);
    await world().make("/v1/projects", { name: "again" });
    expect(await world().refusal({ path: "/v1/projects/again", token: before.token })).toMatch("404");
  });
});
